import type { Locale, Texts } from '../shared/locale.ts'
import type { Decided, DecidedOnAll, WhyHeld, WhyUndelivered } from './dispatch.ts'

const many = (count: number, one: string, several: string) => `${count} ${count === 1 ? one : several}`

const sv = {
  help: {
    write: 'utskick',
    gives: 'Meddelanden som ingen vet om de kom fram. Skicka dem igen, eller avskriv dem.',
  },
  title: 'Utskick',
  allCouncils: 'Alla råd',
  count: (count: number) => `${count} väntar på ditt svar`,
  page: (page: number, pages: number) => `sida ${page} av ${pages}`,
  explain:
    'De här vet jag inte om de kom fram. Skickar du igen står det på kortet att det kan ha skickats tidigare. Avskriver du frågar jag inte mer.',
  none: 'Här är det tomt. Jag vet hur det gick med allt som jag har skickat.',
  unnamed: 'Ett meddelande',
  to: (who: string) => `Till: ${who}`,
  channel: 'rådets kanal',
  nobody: 'någon som inte är med i rådet',
  when: (due: string, held: string) =>
    due === held ? `Har väntat sedan ${held}.` : `Skulle skickas ${due}. Har väntat på svar sedan ${held}.`,
  why: {
    late: 'Teams svarade inte i tid. Meddelandet kan ha kommit fram.',
    broken: 'Kontakten med Teams bröts. Meddelandet kan ha kommit fram.',
    error: 'Teams svarade med ett fel. Meddelandet kan ha kommit fram.',
    stopped: 'Tryggve stoppades mitt i utskicket. Meddelandet kan ha kommit fram.',
    restored: 'Tryggve återställdes från en säkerhetskopia. Meddelandet kan ha skickats dessförinnan.',
    fault: 'Något gick fel hos oss mitt i utskicket. Meddelandet kan ha kommit fram.',
  } satisfies Record<WhyHeld, string>,
  twice: 'Det har skickats två gånger redan.',
  sendAgain: 'Skicka igen',
  writeOff: 'Avskriv',
  sendAllAgain: 'Skicka alla igen',
  writeOffAll: 'Avskriv alla',
  previous: 'Föregående',
  next: 'Nästa',
  waiting: (count: number) =>
    count === 0 ? 'Inget väntar på sin tur.' : `${many(count, 'väntar', 'väntar')} på sin tur.`,
  oldest: (due: string) => `Det som väntat längst skulle ha skickats ${due}.`,
  paused: (until: string) => `Teams har bett mig vila till ${until}.`,
  undelivered: (count: number) => `${count} kom inte fram de senaste sju dagarna:`,
  whyUndelivered: {
    blocked: 'mottagaren har blockerat mig',
    removed: 'jag är borttagen där',
    disabledByAdmin: 'en administratör har stängt av mig där',
    forbidden: 'jag får inte skriva där',
    noAddress: 'mottagaren har inte öppnat Tryggve',
    refused: 'Teams tog inte emot kortet, och felet är vårt',
  } satisfies Record<WhyUndelivered, string>,
  decided: {
    sending: 'Det skickas igen nu. På kortet står det att det kan ha skickats tidigare.',
    notNeeded: 'Det behövs inte längre, så jag skickade inget.',
    writtenOff: 'Det är avskrivet. Jag frågar inte mer om det.',
    before: 'Det var redan avgjort. Någon hann före dig.',
  } satisfies Record<Decided, string>,
  decidedOnAll: (came: DecidedOnAll) =>
    sentences([
      [came.sending, `${came.sending} skickas igen nu.`],
      [came.notNeeded, `${came.notNeeded} behövs inte längre, så dem skickade jag inte.`],
      [came.writtenOff, many(came.writtenOff, 'är avskrivet.', 'är avskrivna.')],
      [came.before, many(came.before, 'var redan avgjort.', 'var redan avgjorda.')],
      [came.left, `${came.left} är kvar.`],
    ]) || 'Allt var redan avgjort. Någon hann före dig.',
  writeOffAllTitle: 'Avskriv alla?',
  writeOffAllText: (count: number) =>
    `${many(count, 'meddelande avskrivs', 'meddelanden avskrivs')} och skickas aldrig mer. Det går inte att ångra.`,
  writeOffAllYes: 'Ja, avskriv alla',
  back: 'Till utskicken',
}

const en: typeof sv = {
  help: {
    write: 'dispatches',
    gives: 'Messages that nobody knows the end of. Send them again, or write them off.',
  },
  title: 'Dispatches',
  allCouncils: 'All councils',
  count: (count) => many(count, 'waits for your answer', 'wait for your answer'),
  page: (page, pages) => `page ${page} of ${pages}`,
  explain:
    'I do not know whether these arrived. Send again, and the card says that it may have been sent before. Or write off, and I will ask no more.',
  none: 'Nothing here. I know how it went with everything that I have sent.',
  unnamed: 'A message',
  to: (who) => `To: ${who}`,
  channel: 'the channel of the council',
  nobody: 'somebody who is not in the council',
  when: (due, held) =>
    due === held
      ? `Has waited since ${held}.`
      : `Was to be sent ${due}. Has waited for an answer since ${held}.`,
  why: {
    late: 'Teams did not answer in time. The message may have arrived.',
    broken: 'The connection to Teams broke. The message may have arrived.',
    error: 'Teams answered with an error. The message may have arrived.',
    stopped: 'Tryggve was stopped in the middle of sending. The message may have arrived.',
    restored: 'Tryggve was restored from a backup. The message may have been sent before that.',
    fault: 'Something went wrong on our side while sending. The message may have arrived.',
  },
  twice: 'It has been sent twice already.',
  sendAgain: 'Send again',
  writeOff: 'Write off',
  sendAllAgain: 'Send all again',
  writeOffAll: 'Write all off',
  previous: 'Previous',
  next: 'Next',
  waiting: (count) =>
    count === 0
      ? 'Nothing waits for its turn.'
      : `${many(count, 'waits for its turn', 'wait for their turn')}.`,
  oldest: (due) => `The one that has waited longest was to be sent ${due}.`,
  paused: (until) => `Teams has asked me to rest until ${until}.`,
  undelivered: (count) => `${count} did not arrive in the last seven days:`,
  whyUndelivered: {
    blocked: 'the recipient has blocked me',
    removed: 'I have been removed there',
    disabledByAdmin: 'an administrator has turned me off there',
    forbidden: 'I may not write there',
    noAddress: 'the recipient has not opened Tryggve',
    refused: 'Teams did not accept the card, and the fault is ours',
  },
  decided: {
    sending: 'It is being sent again. The card says that it may have been sent before.',
    notNeeded: 'It is no longer needed, so I sent nothing.',
    writtenOff: 'It is written off. I will ask no more about it.',
    before: 'It was decided already. Somebody was there before you.',
  },
  decidedOnAll: (came) =>
    sentences([
      [came.sending, `${came.sending} being sent again.`],
      [came.notNeeded, `${came.notNeeded} no longer needed, so I did not send them.`],
      [came.writtenOff, `${came.writtenOff} written off.`],
      [came.before, `${came.before} decided already.`],
      [came.left, `${came.left} left.`],
    ]) || 'Everything was decided already. Somebody was there before you.',
  writeOffAllTitle: 'Write all off?',
  writeOffAllText: (count) =>
    `${many(count, 'message is written off', 'messages are written off')} and never sent again. This cannot be undone.`,
  writeOffAllYes: 'Yes, write all off',
  back: 'To the dispatches',
}

/** The sentences whose number is not none. */
function sentences(parts: readonly (readonly [count: number, sentence: string])[]): string {
  return parts.flatMap(([count, sentence]) => (count > 0 ? [sentence] : [])).join(' ')
}

const texts: Texts<typeof sv> = { sv, en }

/** The texts about what is held, in the reader's language. */
export function dispatchWords(locale: Locale): typeof sv {
  return texts[locale]
}
