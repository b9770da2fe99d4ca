import type { Locale, Texts } from '../shared/locale.ts'
import type { ShareCommand } from './shareable.ts'

const sv = {
  help: {
    write: 'sök',
    gives: 'Letar i allt du får se, i alla böjningar. Det som passar bäst kommer först.',
    example: 'sök lampor Noret',
  },
  title: 'Sök',
  for: (text: string) => `”${text}”`,
  how: 'Skriv **sök** och ett eller flera ord, så letar jag i allt du får se.',
  howExample: 'Till exempel *sök lampor Noret*. Jag hittar ordet hur det än är böjt, med eller utan åäö.',
  none: 'Jag hittade inget',
  noneText: 'Prova färre ord eller ett annat ord för samma sak. Alla orden måste finnas med.',
  noneInNewest: 'Jag letade bland de nyaste. Lägg till ett ovanligare ord, eller prova **händelser**.',
  show: 'Visa',
  more: 'Visa fler',
  again: 'Till början',
  best: 'Det som passar bäst kommer först, sedan det nyaste.',
  kinds: { findIncidents: 'Händelse', findActions: 'Åtgärd', findMeetings: 'Möte' } satisfies Record<
    ShareCommand,
    string
  >,
  onlyForThose: 'Tryck på Visa för att läsa. Du ser det som du får se, och ingen annan ser svaret.',
  onlyForMembers:
    'Du är inte med i något råd här. Skriv till Tryggve i en egen chatt, så får du veta hur du går med.',
  nothingYet: 'Här finns inget än',
  amongNewest: 'Bäst bland de nyaste. Lägg till ett ord om du söker något äldre.',
}

const en: typeof sv = {
  help: {
    write: 'search',
    gives: 'Looks through everything you may see, whatever the form of the word. The best fit comes first.',
    example: 'search lampor Noret',
  },
  title: 'Search',
  for: (text) => `“${text}”`,
  how: 'Write **search** and one or more words, and I will look through everything you may see.',
  howExample:
    'For example *search lampor Noret*. I find the Swedish word in any of its forms, with or without åäö.',
  none: 'I found nothing',
  noneText: 'Try fewer words, or another word for the same thing. All the words must be there.',
  noneInNewest: 'I looked among the newest. Add a less common word, or try **incidents**.',
  show: 'Show',
  more: 'Show more',
  again: 'Back to the start',
  best: 'The best fit comes first, then the newest.',
  kinds: { findIncidents: 'Incident', findActions: 'Action', findMeetings: 'Meeting' },
  onlyForThose: 'Press Show to read. You see what you may see, and nobody else sees the answer.',
  onlyForMembers:
    'You belong to no council here. Write to Tryggve in a chat of your own to learn how to join.',
  nothingYet: 'There is nothing here yet',
  amongNewest: 'The best among the newest. Add a word if you are looking for something older.',
}

const texts: Texts<typeof sv> = { sv, en }

/** The texts of the search in the reader's language. */
export function searchWords(locale: Locale): typeof sv {
  return texts[locale]
}
