import type { Locale, Texts } from '../shared/locale.ts'
import type { AgreementPart } from './agreement-check.ts'
import type { FollowedThing } from './follow-up.ts'

const numbers: Texts<readonly string[]> = {
  sv: ['Ingen', 'En', 'Två', 'Tre', 'Fyra', 'Fem', 'Sex'],
  en: ['None', 'One', 'Two', 'Three', 'Four', 'Five', 'Six'],
}

/** The texts in Swedish of what an agreement must describe, of following it up, and of its end. */
const sv = {
  check: {
    whole: '✓ Överenskommelsen beskriver alla sex delar som den ska.',
    some: (missing: number) => `${numbers.sv[missing]} av överenskommelsens sex delar saknas`,
    part: (name: string, why: string) => `○ **${name}** – ${why}`,
    parts: {
      problems: ['Problem i fokus', 'utan dem vet ingen vad ni ska göra först.'],
      causes: ['Troliga orsaker', 'utan dem är det svårt att välja åtgärder som hjälper.'],
      goals: ['Mål som går att mäta', 'utan dem syns det inte om arbetet gör skillnad.'],
      documentation: ['Hur arbetet dokumenteras', 'utan det är det svårt att se efteråt vad ni gjorde.'],
      followUp: ['Hur arbetet följs upp', 'utan det blir det lätt inte gjort.'],
      period: ['Till när den gäller', 'utan en sista dag finns ingen dag då ni måste ta ställning på nytt.'],
    } satisfies Record<AgreementPart, readonly [string, string]>,
    vague:
      'Målen säger inte hur mycket eller till när. En siffra eller ett datum gör dem lättare att följa upp.',
    cure: 'Det är myndigheten Brå som räknar upp delarna. Samordnaren kan lägga till det som saknas i rådets fil.',
    source: 'Det är myndigheten Brå som räknar upp delarna.',
  },
  followUp: {
    title: 'Senast uppföljt',
    things: {
      situationPicture: 'Lägesbilden',
      actionPlan: 'Åtgärdsplanen',
      agreement: 'Överenskommelsen',
    } satisfies Record<FollowedThing, string>,
    fine: (last: string, due: string) => `✓ ${last}, nästa gång senast ${due}`,
    soon: (last: string, due: string) => `● ${last}, snart dags igen: senast ${due}`,
    late: (last: string, due: string) => `▲ ${last}, skulle ha gjorts igen senast ${due}`,
    unknown: '○ Inte noterat än',
    notReviewed: 'Texten om lagen är inte granskad hos er än.',
    source: (address: string) => `Källa: ${address}`,
    note: 'Vi har följt upp',
    earlier: 'Alla uppföljningar',
    formTitle: 'Vi har följt upp',
    correctTitle: 'Rätta uppföljningen',
    when: 'Vilken dag?',
    what: 'Vad följde ni upp?',
    save: 'Spara',
    problems: {
      date: 'Välj i dag eller en dag som har varit.',
      things: 'Välj minst en.',
    },
    noted: 'Uppföljningen är noterad',
    corrected: 'Uppföljningen är rättad',
    restored: 'Uppföljningen räknas igen',
    withdrawn: 'Uppföljningen är borttagen',
    withdrawnText: 'Den räknas inte längre.',
    correct: 'Rätta',
    withdraw: 'Ta bort',
    undo: 'Ångra',
    showCouncil: 'Visa rådet',
    listTitle: 'Rådets uppföljningar',
    listNone: 'Ingen uppföljning är noterad än.',
    fromFile: 'från rådets fil',
    gone: '✕ Borttagen',
  },
  ending: {
    name: 'Överenskommelsen som går ut',
    about: 'När det är 180, 90 och 30 dagar kvar och ingen ny tar vid.',
    title: (days: number) => `Överenskommelsen går ut om ${days} dagar`,
    text: (last: string) =>
      `Sista dagen är ${last}, och ingen ny tar vid. Ska den förlängas eller ersättas? När det är bestämt läggs det in i rådets fil.`,
    show: 'Visa överenskommelsen',
  },
  law: {
    name: 'Uppföljningen som lagen ber om',
    about: 'När det är 180, 90 och 30 dagar kvar, och en gång i månaden om den dröjer.',
    thing: (due: string) => `Uppföljningen senast ${due}`,
    soon: (days: number) => `Dags att följa upp inom ${days} dagar`,
    today: 'Sista dagen att följa upp är i dag',
    late: 'Uppföljningen har dröjt',
    lateUnknown: 'Har ni följt upp?',
    text: (due: string) => `Det här ska vara uppföljt senast ${due}:`,
    textLate: (due: string) => `Det här skulle ha varit uppföljt senast ${due}:`,
    lastOn: (last: string) => `senast ${last}`,
    never: 'inte noterat än',
    help: 'Är det redan gjort? Notera det, så frågar jag inte mer.',
  },
}

type AgreementWords = typeof sv

const en: AgreementWords = {
  check: {
    whole: '✓ The agreement describes all six parts that it must.',
    some: (missing) =>
      `${numbers.en[missing]} of the agreement’s six parts ${missing === 1 ? 'is' : 'are'} missing`,
    part: (name, why) => `○ **${name}** – ${why}`,
    parts: {
      problems: ['Problems in focus', 'without them nobody knows what to do first.'],
      causes: ['Likely causes', 'without them it is hard to choose measures that help.'],
      goals: [
        'Goals that can be measured',
        'without them nobody can see whether the work makes a difference.',
      ],
      documentation: ['How the work is documented', 'without it, it is hard to see afterwards what you did.'],
      followUp: ['How the work is followed up', 'without it, it is easily left undone.'],
      period: ['Until when it holds', 'without a last day there is none on which you must think again.'],
    },
    vague: 'The goals do not say how much or by when. A number or a date makes them easier to follow up.',
    cure: 'The parts are those listed by the national agency Brå. The coordinator can add what is missing to the council’s file.',
    source: 'The parts are those listed by the national agency Brå.',
  },
  followUp: {
    title: 'Last followed up',
    things: {
      situationPicture: 'The situation picture',
      actionPlan: 'The action plan',
      agreement: 'The agreement',
    },
    fine: (last, due) => `✓ ${last}, next by ${due}`,
    soon: (last, due) => `● ${last}, soon to be done again: by ${due}`,
    late: (last, due) => `▲ ${last}, was to be done again by ${due}`,
    unknown: '○ Not noted yet',
    notReviewed: 'What is said of the law has not been reviewed by you yet.',
    source: (address) => `Source: ${address}`,
    note: 'We have followed up',
    earlier: 'All follow-ups',
    formTitle: 'We have followed up',
    correctTitle: 'Correct the follow-up',
    when: 'Which day?',
    what: 'What did you follow up?',
    save: 'Save',
    problems: {
      date: 'Choose today or a day that has been.',
      things: 'Choose at least one.',
    },
    noted: 'The follow-up is noted',
    corrected: 'The follow-up is corrected',
    restored: 'The follow-up counts again',
    withdrawn: 'The follow-up is removed',
    withdrawnText: 'It no longer counts.',
    correct: 'Correct',
    withdraw: 'Remove',
    undo: 'Undo',
    showCouncil: 'Show the council',
    listTitle: 'The council’s follow-ups',
    listNone: 'No follow-up is noted yet.',
    fromFile: 'from the council’s file',
    gone: '✕ Removed',
  },
  ending: {
    name: 'The agreement that runs out',
    about: 'When 180, 90 and 30 days are left and no new one takes over.',
    title: (days) => `The agreement runs out in ${days} days`,
    text: (last) =>
      `Its last day is ${last}, and no new one takes over. Is it to be extended or replaced? Once that is decided it is put into the council’s file.`,
    show: 'Show the agreement',
  },
  law: {
    name: 'The follow-up that the law asks for',
    about: 'When 180, 90 and 30 days are left, and once a month when it is late.',
    thing: (due) => `The follow-up by ${due}`,
    soon: (days) => `Time to follow up within ${days} days`,
    today: 'Today is the last day to follow up',
    late: 'The follow-up is late',
    lateUnknown: 'Have you followed up?',
    text: (due) => `This is to be followed up by ${due}:`,
    textLate: (due) => `This was to be followed up by ${due}:`,
    lastOn: (last) => `last on ${last}`,
    never: 'not noted yet',
    help: 'Is it done already? Note it, and I will not ask again.',
  },
}

const texts: Texts<AgreementWords> = { sv, en }

/** The texts of what an agreement must describe, of following it up and of its end, in the reader's language. */
export function agreementWords(locale: Locale): AgreementWords {
  return texts[locale]
}
