import type { RefusalReason } from '../shared/errors.ts'
import type { Locale, Texts } from '../shared/locale.ts'
import type { Role } from '../shared/person.ts'

const sv = {
  chooseDay: 'Välj en dag',
  chooseTime: 'Välj en tid',
  roles: {
    reporter: 'rapportör',
    councilMember: 'ledamot',
    coordinator: 'samordnare',
    chair: 'ordförande',
    registrar: 'registrator',
  } satisfies Record<Role, string>,
  refusals: {
    notFound: 'Jag hittar inte det. Det kan vara borttaget, eller höra till ett annat råd.',
    notAllowed: 'Det får du tyvärr inte göra här. Fråga en samordnare i rådet.',
    notOwner:
      'Det är den som ansvarar för åtgärden, eller en samordnare, som gör det. Prata gärna med någon av dem.',
    withdrawn: 'Händelsen är tillbakatagen, så det går inte längre.',
    notCalled: 'Du är inte kallad till det här mötet. Fråga en samordnare i rådet om du ska vara med.',
    meetingOver: 'Mötet är inställt eller har redan varit. Skriv **möten** så ser du vad som är på gång.',
    seriesOver: 'Serien är avslutad. Skriv **möte** för att planera nytt.',
    closed: 'Den är redan avslutad. Öppna den igen först, om något ska ändras.',
    tooLate: 'Tiden för att ångra är över. Ta tillbaka händelsen i stället, så räknas den inte.',
    changedMeanwhile: 'Någon annan ändrade precis samma sak. Öppna den igen så ser du det senaste.',
    lastCoordinator: 'Rådet måste ha minst en samordnare. Lägg till en annan först.',
    alreadyMember: 'Den personen är redan med i rådet.',
    onItsWay: 'Den påminnelsen har redan kommit, eller är på väg till dig.',
    notReminded: 'Det påminner jag inte dig om. Skriv **påminnelser** så ser du vad du får.',
    ownLink: 'Det går inte att koppla en händelse till sig själv eller till en som redan är kopplad.',
  } satisfies Record<RefusalReason, string>,
  notYourRole: (needed: string) => `Det här är till för ${needed}. Fråga en samordnare om du behöver det.`,
  or: 'eller',
  broken: 'Något gick fel hos oss, och inget har sparats. Försök igen om en stund. Det du skrev finns kvar.',
  brokenLine: 'Något gick fel hos oss, och inget har sparats. Försök igen om en stund.',
  unknownPress: 'Knappen finns inte längre. Skriv **hjälp** så ser du vad du kan göra.',
  unknownTitle: 'Det där förstod jag inte',
  didYouMean: (name: string) => `Menade du **${name}**?`,
  tryHelp:
    'Skriv **hjälp** så visar jag vad du kan göra. Vill du berätta om något som hänt, tryck på knappen.',
  tryHelpOnly: 'Skriv **hjälp** så visar jag vad du kan göra.',
  reportIt: 'Rapportera händelsen',
  showHelp: 'Visa hjälp',
  whichCouncilTitle: 'Vilket råd gäller det?',
  whichCouncil: 'Du är med i flera råd. Välj ett, så minns jag det i den här chatten.',
  thenAnswer: 'Sedan svarar jag på det du skrev.',
  thenWrite: 'Skriv sedan igen det du ville.',
  outsiderTitle: 'Du är inte med i något råd än',
  outsider:
    'Tryggve är till för dem som arbetar tillsammans för en tryggare kommun. Vill du vara med? Tryck på knappen, så frågar jag rådets samordnare åt dig.',
  askToJoin: 'Be om att få gå med',
  emergency: 'Pågår det nu och är farligt? Ring **112**. Annars polisen **114 14**.',
}

const en: typeof sv = {
  chooseDay: 'Choose a day',
  chooseTime: 'Choose a time',
  roles: {
    reporter: 'reporter',
    councilMember: 'council member',
    coordinator: 'coordinator',
    chair: 'chair',
    registrar: 'registrar',
  },
  refusals: {
    notFound: 'I cannot find that. It may be gone, or belong to another council.',
    notAllowed: 'Sorry, you may not do that here. Ask a coordinator of the council.',
    notOwner: 'That is for the one who answers for the action, or a coordinator. Do talk to one of them.',
    withdrawn: 'The incident has been taken back, so that is no longer possible.',
    notCalled:
      'You are not called to this meeting. Ask a coordinator of the council whether you should take part.',
    meetingOver: 'The meeting is cancelled or has already been. Write **meetings** to see what is coming.',
    seriesOver: 'The series has ended. Write **meeting** to plan anew.',
    closed: 'It is already closed. Open it again first if something is to change.',
    tooLate: 'The time to undo is over. Take the incident back instead, and it is not counted.',
    changedMeanwhile: 'Somebody else changed the same thing just now. Open it again to see the latest.',
    lastCoordinator: 'The council must have at least one coordinator. Add another one first.',
    alreadyMember: 'That person is already in the council.',
    onItsWay: 'That reminder has come already, or is on its way to you.',
    notReminded: 'I do not remind you of that. Write **reminders** to see what you get.',
    ownLink: 'An incident cannot be linked to itself, or to one that is itself linked.',
  },
  notYourRole: (needed) => `This is for a ${needed}. Ask a coordinator if you need it.`,
  or: 'or',
  broken:
    'Something went wrong on our side, and nothing was saved. Try again in a while. What you typed is still there.',
  brokenLine: 'Something went wrong on our side, and nothing was saved. Try again in a while.',
  unknownPress: 'That button no longer exists. Write **help** to see what you can do.',
  unknownTitle: 'I did not understand that',
  didYouMean: (name) => `Did you mean **${name}**?`,
  tryHelp:
    'Write **help** and I will show what you can do. To tell about something that happened, press the button.',
  tryHelpOnly: 'Write **help** and I will show what you can do.',
  reportIt: 'Report the incident',
  showHelp: 'Show help',
  whichCouncilTitle: 'Which council is it about?',
  whichCouncil: 'You belong to several councils. Choose one and I will remember it in this chat.',
  thenAnswer: 'Then I will answer what you wrote.',
  thenWrite: 'Then write again what you wanted.',
  outsiderTitle: 'You are not in a council yet',
  outsider:
    'Tryggve is for those who work together for a safer municipality. Do you want to join? Press the button, and I will ask the coordinators of the council for you.',
  askToJoin: 'Ask to join',
  emergency: 'Is it dangerous and happening now? Call **112**. Otherwise the police, **114 14**.',
}

const texts: Texts<typeof sv> = { sv, en }

/** What the chat itself says, whatever the feature. */
export function chatWords(locale: Locale): typeof sv {
  return texts[locale]
}
