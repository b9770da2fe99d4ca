import type { Locale, Texts } from '../shared/locale.ts'

const sv = {
  from: (moment: string) => `Ur ett meddelande från ${moment}. Läs igenom innan du rapporterar.`,
  fromSome: 'Ur ett meddelande. Läs igenom innan du rapporterar.',
  isCut: 'Meddelandet var långt, så bara början är med.',
}

const en: typeof sv = {
  from: (moment) => `From a message written ${moment}. Read it through before you report.`,
  fromSome: 'From a message. Read it through before you report.',
  isCut: 'The message was long, so only its beginning is here.',
}

const texts: Texts<typeof sv> = { sv, en }

/** What a form says that was filled in from a message. */
export function quotedWords(locale: Locale): typeof sv {
  return texts[locale]
}
