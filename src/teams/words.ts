import type { Locale, Texts } from '../shared/locale.ts'

const sv = {
  unknownInvoke: 'Det där kan jag inte göra. Skriv **hjälp** så visar jag vad jag kan.',
  tooSlow:
    'Det tar längre tid än vanligt. Titta i chatten om en stund; tryck igen om inget har hänt. Det blir inte dubbelt.',
}

const en: typeof sv = {
  unknownInvoke: 'I cannot do that. Write **help** and I will show what I can do.',
  tooSlow:
    'This takes longer than usual. Look in the chat in a while; press again if nothing has happened. It will not be done twice.',
}

const texts: Texts<typeof sv> = { sv, en }

/** What the way in says by itself, when there is no reply to pass on. */
export function teamsWords(locale: Locale): typeof sv {
  return texts[locale]
}
