import { asRead, hasRole } from '../chat/index.ts'
import { memberOf } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import type { Notice, Promised } from '../delivery/index.ts'
import type { IncidentId } from '../shared/ids.ts'
import type { Locale } from '../shared/locale.ts'
import { type FurtherButton, feedbackCard, incidentCard, incidentTitle, type Reader } from './cards.ts'
import { coordinating, type Incident, isOwn } from './incident.ts'
import { reminderNotices } from './reminder-notices.ts'
import { incidentNow, surroundingsOf } from './show-incidents.ts'
import { coordinationKind, feedbackKind, readKind } from './tell-coordinators.ts'
import { readCard } from './unasked-cards.ts'
import { unaskedWords } from './unasked-words.ts'
import { incidentWords } from './words.ts'

/** What incidents make us say unasked: the coordinators' living card, word and answer to who reported, and reminders. */
export function incidentNotices(world: World, further: readonly FurtherButton[] = []): readonly Notice[] {
  return [
    {
      kind: coordinationKind,
      living: true,
      whenUncertain: 'hold',
      render: async (promised, locale) => {
        const incident = await subjectOf(world, promised)
        const reader = incident && (await readerFor(world, promised, incident, locale))
        if (!incident || !reader?.coordinates) return undefined
        const around = await surroundingsOf(world, incident)
        const coordinators = further.filter(({ roles }) => roles.includes('coordinator'))
        const card = incidentCard(incident, around, reader, coordinators)
        return { card, summary: `${incident.number} · ${asRead(incidentTitle(incident, locale))}` }
      },
    },
    {
      kind: readKind,
      living: false,
      whenUncertain: 'hold',
      render: async (promised, locale) => {
        const incident = await subjectOf(world, promised)
        // Closed meanwhile: the answer says it all. Taken back: there is nothing to wait for.
        if (incident?.status !== 'assessed') return undefined
        const reader = await readerFor(world, promised, incident, locale)
        if (!reader?.own) return undefined
        return {
          card: readCard(incident, reader),
          summary: unaskedWords(locale).read.title(incident.number),
        }
      },
    },
    {
      kind: feedbackKind,
      living: false,
      whenUncertain: 'hold',
      render: async (promised, locale) => {
        const incident = await subjectOf(world, promised)
        if (incident?.status !== 'closed') return undefined
        const reader = await readerFor(world, promised, incident, locale)
        if (!reader?.own) return undefined
        return {
          card: feedbackCard(incident, reader),
          summary: incidentWords(locale).feedback.title(incident.number),
        }
      },
    },
    ...reminderNotices(world),
  ]
}

function subjectOf(world: World, promised: Promised): Promise<Incident | undefined> {
  return incidentNow(world, promised.councilId, promised.subjectId as IncidentId)
}

/** The recipient as a reader, by what they are today: who has left the council reads nothing. */
async function readerFor(
  world: World,
  promised: Promised,
  incident: Incident,
  locale: Locale,
): Promise<Reader | undefined> {
  const now = world.clock.now()
  const { recipient } = promised
  if (recipient.kind === 'conversation') return { locale, now, coordinates: true, own: false }
  const member = await memberOf(world.db, promised.councilId, recipient.person)
  if (!member) return undefined
  return { locale, now, coordinates: hasRole(member, coordinating), own: isOwn(member, incident) }
}
