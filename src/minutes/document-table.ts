import type { Block, Paper } from '../files/index.ts'
import type { Instant } from '../shared/clock.ts'
import { localDate, localTime, sayCalendarDay, sayDate } from '../shared/stockholm.ts'
import { headingOf, sayTime } from './cards.ts'
import type { Minutes, Presence } from './minutes.ts'
import { sectionText } from './paper-cards.ts'
import { minutesWords } from './words.ts'
import type { WrittenMinutes, WrittenSection } from './written-minutes.ts'

/** What a Swedish municipality's minutes are called by; they are written in Swedish, whoever asks for them. */
const paperWords = {
  title: 'Protokoll',
  draft: 'UTKAST – inte justerat',
  number: (number: number) => `Version ${number}`,
  present: 'Närvarande',
  substitute: 'Tjänstgörande ersättare',
  coOpted: 'Adjungerade',
  absent: 'Anmält förhinder',
  time: 'Tid',
  times: (day: string, from: string, to: string) => `${day}, klockan ${from}–${to}`,
  place: 'Plats',
  chair: 'Ordförande',
  unsaid: 'Inte angivet än',
  secretary: 'Sekreterare',
  approver: 'Justerare',
  until: (section: number) => `till och med § ${section}`,
  decision: 'Beslut:',
  owner: 'Ansvarig:',
  dueOn: (day: string) => `Klart senast: ${day}.`,
  approval: 'Justering',
  approved: (title: string, day: string, at: string) =>
    `Protokollet är justerat digitalt av ${title} den ${day} klockan ${at}.`,
  notApproved: 'Protokollet är inte justerat än.',
  hash: 'Kontrollsumma (SHA-256):',
  why: 'Rättelse:',
} as const

/** Minutes as a municipality writes them: who was there, §§ with what was said and decided, and the approval. */
export function minutesPaper(
  paper: WrittenMinutes,
  minutes: Minutes,
  { hash, isDraft, endsAt }: { readonly hash: string; readonly isDraft: boolean; readonly endsAt: string },
): Paper {
  const day = sayCalendarDay(paper.on, 'sv')
  const version = paper.number > 1 ? [paperWords.number(paper.number)] : []
  const weekday = sayDate(paper.on, '0000-01-01T00:00:00.000Z' as Instant, 'sv')
  const said: readonly (readonly [string, string])[] = [
    [paperWords.time, paperWords.times(weekday, sayTime(paper.at, 'sv'), sayTime(endsAt, 'sv'))],
    [paperWords.place, paper.place],
    [paperWords.present, people(paper, 'present')],
    [paperWords.substitute, people(paper, 'substitute')],
    [paperWords.coOpted, people(paper, 'coOpted')],
    [paperWords.absent, people(paper, 'absent')],
    [paperWords.chair, chair(paper, isDraft)],
    [paperWords.secretary, paper.secretary],
    [paperWords.approver, paper.approver],
  ]
  return {
    title: paperWords.title,
    under: [paper.council, `${paper.title}, ${day}`, ...version, ...(isDraft ? [paperWords.draft] : [])],
    blocks: [
      ...(paper.why ? [{ kind: 'text', label: paperWords.why, text: paper.why } as const] : []),
      { kind: 'facts', facts: said.filter(([, value]) => value !== '') },
      ...paper.sections.flatMap((section) => sectionBlocks(section, paper)),
      { kind: 'heading', text: paperWords.approval },
      ...approval(minutes, hash, isDraft),
    ],
    foot: `${paperWords.title} ${paper.title}, ${day}${isDraft ? ` · ${paperWords.draft}` : ''}`,
  }
}

/** What the file is called, without its ending. */
export function minutesFileName(paper: WrittenMinutes, isDraft: boolean): string {
  const version = paper.number > 1 ? ` version ${paper.number}` : ''
  return `Protokoll ${paper.on}${version}${isDraft ? ' utkast' : ''}`
}

function chair({ chair: title, chairUntil }: WrittenMinutes, isDraft: boolean): string {
  if (title === '') return isDraft ? paperWords.unsaid : ''
  return chairUntil ? `${title}, ${paperWords.until(chairUntil)}` : title
}

function people({ attendances }: WrittenMinutes, wanted: Presence): string {
  return attendances
    .filter(({ presence }) => presence === wanted)
    .map(({ title, organisation, until }) =>
      [title, organisation, until ? paperWords.until(until) : ''].filter(Boolean).join(', '),
    )
    .join('\n')
}

function sectionBlocks(section: WrittenSection, paper: WrittenMinutes): readonly Block[] {
  const words = minutesWords('sv')
  const text = sectionText(section, paper, { locale: 'sv', now: '0000-01-01T00:00:00.000Z' as Instant })
  return [
    { kind: 'heading', text: words.section(section.number, headingOf(section, 'sv')) },
    ...(text ? [{ kind: 'text', text } as const] : []),
    ...section.decisions.flatMap(({ text, owner, dueOn }): readonly Block[] => [
      { kind: 'text', label: paperWords.decision, text },
      ...(owner && dueOn
        ? [
            {
              kind: 'text',
              label: paperWords.owner,
              text: `${owner}. ${paperWords.dueOn(sayCalendarDay(dueOn, 'sv'))}`,
            } as const,
          ]
        : []),
    ]),
  ]
}

function approval({ approved }: Minutes, hash: string, isDraft: boolean): readonly Block[] {
  if (isDraft || !approved) return [{ kind: 'text', text: paperWords.notApproved }]
  const day = sayCalendarDay(localDate(approved.at), 'sv')
  return [
    {
      kind: 'text',
      text: paperWords.approved(approved.title, day, sayTime(localTime(approved.at), 'sv')),
    },
    { kind: 'text', label: paperWords.hash, text: hash },
  ]
}
