import type { Locale, Texts } from '../shared/locale.ts'
import type { FindingKind } from './verdict.ts'

/** What was found, why it cannot stand in a shared log, and how to say it instead. */
export interface Reason {
  readonly what: string
  readonly why: string
  readonly instead: string
}

const shared = 'Alla i rådet läser, och loggen ska bara handla om platser, tider och händelser.'
const sharedEn = 'Everybody on the council reads this, and the log is only about places, times and events.'

const sv = {
  blocked: 'Det här går inte att spara som det står',
  warned: 'Titta en gång till innan du sparar',
  nothingKept: 'Inget av det du skrev är sparat.',
  suggestion: 'Så här kan du skriva i stället',
  reasons: {
    childConcern: {
      what: 'Oro för ett barn',
      why: 'Oro för ett barn ska gå direkt till socialtjänsten, inte hit.',
      instead: 'Gör en orosanmälan. Här kan du skriva om platsen, utan barnet.',
    },
    personConcern: {
      what: 'Oro för en enskild person',
      why: 'En person som behöver hjälp ska få den av socialtjänsten, vården eller polisen, inte via loggen.',
      instead: 'Ring dem. Här kan du skriva om platsen, utan personen.',
    },
    personnummer: {
      what: 'Personnummer',
      why: 'Ett personnummer får aldrig stå i en delad logg.',
      instead: 'Ta bort numret. Polisen tar emot det i en anmälan.',
    },
    samordningsnummer: {
      what: 'Samordningsnummer',
      why: 'Ett samordningsnummer pekar ut en person precis som ett personnummer.',
      instead: 'Ta bort numret. Polisen tar emot det i en anmälan.',
    },
    phone: {
      what: 'Telefonnummer',
      why: 'Numret går till en person.',
      instead: 'Ta bort numret, eller skriv vilken verksamhet man kan ringa.',
    },
    email: {
      what: 'E-postadress',
      why: 'Adressen går till en person.',
      instead: 'Ta bort adressen, eller skriv vilken verksamhet man kan kontakta.',
    },
    health: {
      what: 'Någons hälsa eller beroende',
      why: 'Uppgifter om en persons hälsa eller beroende är känsliga enligt lag.',
      instead: 'Skriv vad som hände och var: ”en person skrek på förbipasserande”.',
    },
    ethnicity: {
      what: 'Någons ursprung',
      why: 'Uppgifter om en persons ursprung är känsliga enligt lag.',
      instead: 'Skriv ”en person” eller ”en grupp”. Det är händelsen som räknas.',
    },
    religion: {
      what: 'Någons tro',
      why: 'Uppgifter om en persons tro är känsliga enligt lag.',
      instead: 'Skriv ”en person”. Platser och föreningar får du nämna.',
    },
    politics: {
      what: 'Någons politiska åsikt',
      why: 'Uppgifter om en persons åsikter är känsliga enligt lag.',
      instead: 'Skriv om platsen och materialet: ”klistermärken med propaganda på busskuren”.',
    },
    name: { what: 'Ett namn', why: shared, instead: 'Skriv ”en person” eller vilken roll personen har.' },
    homeAddress: {
      what: 'Någons hemadress',
      why: 'En adress där någon bor pekar ut den personen.',
      instead: 'Skriv gatan utan nummer, eller området.',
    },
    ageAndClass: {
      what: 'Ålder tillsammans med klass eller lag',
      why: 'Så få stämmer in att läsaren förstår vem det är.',
      instead: 'Skriv ”en ungdom” eller ”en grupp ungdomar”.',
    },
    plate: {
      what: 'Registreringsnummer',
      why: 'Skylten pekar ut ägaren.',
      instead: 'Skriv vilken sorts fordon det var. Polisen tar emot numret på 114 14.',
    },
    caseNumber: {
      what: 'Polisens ärendenummer',
      why: 'Ärendet handlar om enskilda.',
      instead: 'Skriv ”polisanmält”.',
    },
    account: {
      what: 'Ett konto i sociala medier',
      why: 'Kontot pekar ut den som har det.',
      instead: 'Skriv ”i sociala medier” och vad det handlade om.',
    },
    suspicion: {
      what: 'En misstanke mot någon',
      why: 'Misstankar mot enskilda hör till polisens utredning.',
      instead: 'Skriv vad som händer på platsen. Tipsa polisen på 114 14.',
    },
  } satisfies Record<FindingKind, Reason>,
  danger: {
    title: 'Pågående fara: ring 112',
    text: 'Tryggve larmar ingen. Rapportera gärna efteråt.',
  },
  concern: {
    child: [
      'Orolig för ett barn? Gör en orosanmälan till socialtjänsten i kommunen, på kvällar och helger till socialjouren.',
      'Är det bråttom, ring 112. Polisen når du annars på 114\u00a014.',
    ],
    person: [
      'Behöver någon hjälp? Kontakta socialtjänsten eller ring polisen på 114\u00a014.',
      'Är det fara för liv eller hälsa, ring 112.',
    ],
  },
}

const en: typeof sv = {
  blocked: 'This cannot be saved as it stands',
  warned: 'Have another look before you save',
  nothingKept: 'Nothing of what you wrote has been kept.',
  suggestion: 'You could write this instead',
  reasons: {
    childConcern: {
      what: 'Concern for a child',
      why: 'Concern for a child goes straight to social services, not here.',
      instead: 'Report your concern to them. Here you can write about the place, without the child.',
    },
    personConcern: {
      what: 'Concern for one person',
      why: 'A person who needs help gets it from social services, health care or the police, not through the log.',
      instead: 'Call them. Here you can write about the place, without the person.',
    },
    personnummer: {
      what: 'Personal identity number',
      why: 'A personal identity number must never stand in a shared log.',
      instead: 'Remove the number. The police take it in a report to them.',
    },
    samordningsnummer: {
      what: 'Coordination number',
      why: 'A coordination number points out a person just as a personal identity number does.',
      instead: 'Remove the number. The police take it in a report to them.',
    },
    phone: {
      what: 'Phone number',
      why: 'The number goes to a person.',
      instead: 'Remove the number, or say which organisation can be called.',
    },
    email: {
      what: 'E-mail address',
      why: 'The address goes to a person.',
      instead: 'Remove the address, or say which organisation can be contacted.',
    },
    health: {
      what: "Somebody's health or addiction",
      why: "A person's health or addiction is sensitive by law.",
      instead: 'Say what happened and where: “a person shouted at passers-by”.',
    },
    ethnicity: {
      what: "Somebody's origin",
      why: "A person's origin is sensitive by law.",
      instead: 'Write “a person” or “a group”. What happened is what counts.',
    },
    religion: {
      what: "Somebody's faith",
      why: "A person's faith is sensitive by law.",
      instead: 'Write “a person”. Places and associations may be mentioned.',
    },
    politics: {
      what: "Somebody's political opinion",
      why: "A person's opinions are sensitive by law.",
      instead: 'Write about the place and the material: “stickers with propaganda on the bus shelter”.',
    },
    name: { what: 'A name', why: sharedEn, instead: "Write “a person”, or the person's role." },
    homeAddress: {
      what: "Somebody's home address",
      why: 'An address where somebody lives points that person out.',
      instead: 'Write the street without its number, or the area.',
    },
    ageAndClass: {
      what: 'Age together with class or team',
      why: 'So few fit that the reader knows who it is.',
      instead: 'Write “a young person” or “a group of young people”.',
    },
    plate: {
      what: 'Number plate',
      why: 'The plate points out the owner.',
      instead: 'Say what kind of vehicle it was. The police take the number on 114 14.',
    },
    caseNumber: {
      what: "The police's case number",
      why: 'The case is about individuals.',
      instead: 'Write “reported to the police”.',
    },
    account: {
      what: 'An account in social media',
      why: 'The account points out whoever has it.',
      instead: 'Write “in social media”, and what it was about.',
    },
    suspicion: {
      what: 'A suspicion against somebody',
      why: 'Suspicions against individuals belong in the investigation of the police.',
      instead: 'Write what happens at the place. Tell the police on 114 14.',
    },
  },
  danger: { title: 'Danger now: call 112', text: 'Tryggve alerts nobody. Do report afterwards.' },
  concern: {
    child: [
      'Worried about a child? Report your concern to the municipal social services, in evenings and weekends to the out-of-hours team.',
      'If it is urgent, call 112. Otherwise you reach the police on 114\u00a014.',
    ],
    person: [
      'Does somebody need help? Contact social services, or call the police on 114\u00a014.',
      'If life or health is in danger, call 112.',
    ],
  },
}

const texts: Texts<typeof sv> = { sv, en }

/** The sentences of the check: a reason for each kind, and the right way in danger and concern, in two lines. */
export function privacyWords(locale: Locale): typeof sv {
  return texts[locale]
}
