import type { Locale, Texts } from '../shared/locale.ts'

const sv = {
  title: (text: string) => `Ska vara klart: ${text}`,
  goal: (goal: string) => `Mål: ${goal}`,
  more: 'Rapportera läget: skriv mina till Tryggve i Teams.',
}

const en: typeof sv = {
  title: (text) => `Due: ${text}`,
  goal: (goal) => `Goal: ${goal}`,
  more: 'Say how it goes: write mine to Tryggve in Teams.',
}

const texts: Texts<typeof sv> = { sv, en }

/** What is said of an action in a calendar, in the reader's language. */
export function calendarWords(locale: Locale): typeof sv {
  return texts[locale]
}
