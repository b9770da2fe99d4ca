import type { Locale, Texts } from '../shared/locale.ts'

const sv = {
  help: {
    write: 'kalender',
    gives: 'Möten och dina åtgärders datum i din egen kalender.',
  },
  title: 'Din kalender',
  about:
    'Här får du en egen adress. Lägg in den i Outlook, Google eller Apple, så står rådets möten och dina åtgärders datum där, och de ändras av sig själva.',
  make: 'Skapa min adress',
  has: (since: string) => `Du har en adress sedan ${since}.`,
  hidden:
    'Jag kan inte visa den igen, för jag sparar den inte i klartext. Har du tappat bort den, eller har någon annan sett den? Byt, så får du en ny.',
  change: 'Byt adress',
  changeTitle: 'Byta adress?',
  changeText:
    'Den gamla slutar fungera genast. Kalendrar som använder den uppdateras inte mer, förrän du lägger in den nya.',
  changeYes: 'Byt nu',
  keep: 'Behåll den gamla',
  newTitle: 'Din nya kalenderadress',
  secret: 'Adressen är bara din: den som har den ser din kalender. Spara den, jag visar den bara nu.',
  howTitle: 'Så lägger du in den',
  how: [
    ['Outlook', 'Kalender → Lägg till kalender → Prenumerera från webben. Klistra in adressen.'],
    ['Google', 'I webbläsaren: plustecknet vid Andra kalendrar → Från webbadress. Klistra in adressen.'],
    [
      'iPhone',
      'Kalender → Kalendrar → Lägg till kalender → Lägg till kalenderprenumeration. Klistra in adressen.',
    ],
    ['Mac', 'Kalender → Arkiv → Ny kalenderprenumeration. Klistra in adressen.'],
  ],
  slow: 'Ändringar syns när kalendern läser adressen igen. Det tar några timmar, i Google ibland ett dygn. Jag hör alltid av mig här när ett möte flyttas eller ställs in.',
  given: 'Du har redan fått adressen. Behöver du en ny, skriv **kalender**.',
  ownChat: 'Adressen är din egen. Skriv **kalender** till mig i vår egen chatt.',
  fileButton: 'Lägg i kalendern',
  fileTitle: 'Lägg mötet i kalendern',
  fileText:
    'Filen öppnas i din kalender. Länken är din egen och fungerar en gång, inom tio minuter. Flyttas mötet säger jag till här. Med **kalender** uppdateras alla möten av sig själva.',
  fetch: 'Hämta mötet (ICS)',
  sent: 'Länken är personlig, så jag skickar den till vår egen chatt.',
  dispatch: 'Länk till ett möte för kalendern',
  fileName: 'Möte',
  event: {
    cancelled: (title: string) => `Inställt: ${title}`,
    cancelledWhy: (why: string) => (why ? `Mötet är inställt: ${why}` : 'Mötet är inställt.'),
    planned: 'Mötet är planerat. Kallelsen har inte skickats än.',
    notComing: 'Du har svarat att du inte kommer.',
    sends: 'Du skickar en ersättare.',
    substitutesFor: (titles: string) => `Du ersätter ${titles}.`,
    join: (link: string) => `Anslut: ${link}`,
    more: 'Dagordning och svar: skriv möten till Tryggve i Teams.',
  },
}

const en: typeof sv = {
  help: {
    write: 'calendar',
    gives: 'Meetings and the days of your actions in your own calendar.',
  },
  title: 'Your calendar',
  about:
    'Get an address of your own here. Put it into Outlook, Google or Apple, and the meetings of the council and the days of your actions stand there, and change by themselves.',
  make: 'Make my address',
  has: (since) => `You have had an address since ${since}.`,
  hidden:
    'I cannot show it again, because I do not keep it in plain text. Have you lost it, or has somebody else seen it? Change it to get a new one.',
  change: 'Change the address',
  changeTitle: 'Change the address?',
  changeText:
    'The old one stops working at once. Calendars that use it are not updated any more, until you put in the new one.',
  changeYes: 'Change now',
  keep: 'Keep the old one',
  newTitle: 'Your new calendar address',
  secret: 'The address is yours alone: whoever has it sees your calendar. Save it, I show it only now.',
  howTitle: 'How to put it in',
  how: [
    ['Outlook', 'Calendar → Add calendar → Subscribe from web. Paste the address.'],
    ['Google', 'In a browser: the plus sign at Other calendars → From URL. Paste the address.'],
    ['iPhone', 'Calendar → Calendars → Add Calendar → Add Subscription Calendar. Paste the address.'],
    ['Mac', 'Calendar → File → New Calendar Subscription. Paste the address.'],
  ],
  slow: 'Changes show when the calendar reads the address again. That takes some hours, in Google sometimes a day. I always tell you here when a meeting is moved or cancelled.',
  given: 'You have got the address already. If you need a new one, write **calendar**.',
  ownChat: 'The address is your own. Write **calendar** to me in our own chat.',
  fileButton: 'Add to calendar',
  fileTitle: 'Add the meeting to your calendar',
  fileText:
    'The file opens in your calendar. The link is your own and works once, within ten minutes. If the meeting is moved I will tell you here. With **calendar** all meetings keep themselves up to date.',
  fetch: 'Fetch the meeting (ICS)',
  sent: 'The link is personal, so I am sending it to our own chat.',
  dispatch: 'Link to a meeting for the calendar',
  fileName: 'Meeting',
  event: {
    cancelled: (title) => `Cancelled: ${title}`,
    cancelledWhy: (why) => (why ? `The meeting is cancelled: ${why}` : 'The meeting is cancelled.'),
    planned: 'The meeting is planned. The call has not been sent yet.',
    notComing: 'You have answered that you are not coming.',
    sends: 'You are sending a substitute.',
    substitutesFor: (titles) => `You come for ${titles}.`,
    join: (link) => `Join: ${link}`,
    more: 'Agenda and answers: write meetings to Tryggve in Teams.',
  },
}

const texts: Texts<typeof sv> = { sv, en }

/** The texts about calendars, and in them, in the reader's language. */
export function calendarWords(locale: Locale): typeof sv {
  return texts[locale]
}
