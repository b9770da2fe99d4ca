import type { Locale, Texts } from '../shared/locale.ts'

const sv = {
  unknownInvoke: 'Det där kan jag inte göra. Skriv **hjälp** så visar jag vad jag kan.',
  tooSlow:
    'Det tar längre tid än vanligt. Titta i chatten om en stund; tryck igen om inget har hänt. Det blir inte dubbelt.',
  tooSlowToOpen: 'Det tar längre tid än vanligt. Stäng rutan och öppna den igen om en stund.',
  tooSlowToSend:
    'Det tar längre tid än vanligt. Vänta en stund och tryck sedan på **Skicka igen**. Det blir inte dubbelt.',
  tooManyLines:
    'Det gick lite fort, så jag hann inte med. Det du skrev står kvar här ovanför men är inte sparat: vänta en minut och skicka det igen.',
  tooManyPresses:
    'Det gick lite fort, så jag hann inte med. Inget har sparats, och det du har fyllt i finns kvar: vänta en minut och tryck igen.',
  tooManyLooks: 'Det gick lite fort, så jag hann inte leta. Vänta en minut och sök igen.',
  tooLong: 'Det var för mycket text på en gång. Inget har sparats: korta texten och tryck igen.',
  sendAgain: 'Skicka igen',
  lookAgain: 'Det tog för lång tid att leta. Sök en gång till om en stund.',
}

const en: typeof sv = {
  unknownInvoke: 'I cannot do that. Write **help** and I will show what I can do.',
  tooSlow:
    'This takes longer than usual. Look in the chat in a while; press again if nothing has happened. It will not be done twice.',
  tooSlowToOpen: 'This takes longer than usual. Close this and open it again in a while.',
  tooSlowToSend:
    'This takes longer than usual. Wait a while, and then press **Send again**. It will not be done twice.',
  tooManyLines:
    'That was a little fast for me. What you wrote is still here above but is not saved: wait a minute and send it again.',
  tooManyPresses:
    'That was a little fast for me. Nothing was saved, and what you filled in is still there: wait a minute and press again.',
  tooManyLooks: 'That was a little fast for me. Wait a minute and search again.',
  tooLong: 'That was too much text at once. Nothing was saved: shorten it and press again.',
  sendAgain: 'Send again',
  lookAgain: 'Looking took too long. Search once more in a while.',
}

const texts: Texts<typeof sv> = { sv, en }

/** What the way in says by itself, when there is no reply to pass on. */
export function teamsWords(locale: Locale): typeof sv {
  return texts[locale]
}

const svPage = {
  title: 'Din fil är klar att hämta',
  explain: 'Länken är bara din. Den fungerar en gång och slutar gälla tio minuter efter att du bad om den.',
  fetch: 'Hämta filen',
  goneTitle: 'Länken fungerar inte',
  gone: 'Länken har redan använts eller gått ut. Gå till Tryggve i Teams och be om filen en gång till, så får du en ny.',
  tooManyTitle: 'Vänta en minut',
  tooMany:
    'Länken fungerar inte, och någon på samma nätverk har prövat många länkar som inte fungerar. Vänta en minut och försök igen.',
  broken: 'Det går inte just nu. Vänta en minut och försök igen.',
}

const enPage: typeof svPage = {
  title: 'Your file is ready',
  explain: 'The link is yours alone. It works once, and ends ten minutes after you asked for it.',
  fetch: 'Fetch the file',
  goneTitle: 'The link does not work',
  gone: 'The link has been used already, or is too old. Go to Tryggve in Teams and ask for the file once more to get a new one.',
  tooManyTitle: 'Wait a minute',
  tooMany:
    'The link does not work, and somebody on the same network has tried many that do not. Wait a minute and try again.',
  broken: 'This does not work right now. Wait a minute and try again.',
}

const pages: Texts<typeof svPage> = { sv: svPage, en: enPage }

/** What the pages say that a browser is shown. Plain text, without signs that HTML would act on. */
export function filePageWords(locale: Locale): typeof svPage {
  return pages[locale]
}

const svCalendar = {
  gone: 'Det finns ingen kalender här. Skriv kalender till Tryggve i Teams, så får du en egen adress.',
  tooMany: svPage.tooMany,
  tooOften: 'Kalendern har lästs väldigt ofta. Vänta en minut, så går det igen.',
}

const enCalendar: typeof svCalendar = {
  gone: 'There is no calendar here. Write calendar to Tryggve in Teams to get an address of your own.',
  tooMany: enPage.tooMany,
  tooOften: 'This calendar has been read very often. Wait a minute, and it works again.',
}

const calendars: Texts<typeof svCalendar> = { sv: svCalendar, en: enCalendar }

/** What is said in the place of a calendar; programs read it, so it is plain text. */
export function calendarPageWords(locale: Locale): typeof svCalendar {
  return calendars[locale]
}
