import { z } from 'zod'
import {
  type Ask,
  answerWith,
  type Command,
  onceIdOf,
  type PressHandler,
  type Problems,
  pageFrom,
  press,
  type Reply,
  type Sayable,
} from '../chat/index.ts'
import type { World } from '../database/index.ts'
import { Refusal } from '../shared/errors.ts'
import type { MemberId } from '../shared/ids.ts'
import { type Role, roles } from '../shared/person.ts'
import { fold } from '../shared/text.ts'
import { addMember } from './add-member.ts'
import { membersVerb } from './cards.ts'
import { changeMember } from './change-member.ts'
import type { Organisation } from './council.ts'
import {
  addFormVerb,
  addVerb,
  changeFormVerb,
  changeVerb,
  type MembersWanted,
  memberDoneCard,
  membersCard,
  onlyUnreachable,
  removeFormVerb,
  removeMemberCard,
  removeVerb,
} from './member-cards.ts'
import { addMemberCard, changeMemberCard, type GivenBack, type MemberTyped, typedOf } from './member-forms.ts'
import { memberInput } from './member-input.ts'
import type { RulesOf } from './privacy-rules.ts'
import { removeMember } from './remove-member.ts'
import { shortText } from './short-text-input.ts'
import { offerMember, offerNewMember, personPicked, showMembers } from './show-members.ts'
import { councilWords } from './words.ts'

const coordinators: readonly Role[] = ['coordinator']

/** What a person can ask and do about the members of the council. */
export function memberSayable(world: World, rulesOf: RulesOf): Sayable {
  return {
    commands: [membersCommand(world)],
    presses: [
      listPress(world),
      ...addPresses(world, rulesOf),
      ...changePresses(world, rulesOf),
      ...removePresses(world),
    ],
  }
}

function membersCommand(world: World): Command {
  return {
    id: membersVerb,
    name: 'medlemmar',
    aliases: ['medlem', 'medlemmarna', 'members', 'member'],
    roles,
    help: (locale) => councilWords(locale).helpMembers,
    run: async (ask, rest) => {
      const [, only, page] = /^(onabara|unreachable)?\s*(.*)$/.exec(fold(rest)) ?? []
      return listReply(world, ask, { page: pageFrom(page), onlyUnreachable: only !== undefined })
    },
  }
}

function listPress(world: World): PressHandler {
  return {
    verb: membersVerb,
    roles,
    run: async (ask, { page, only }) =>
      listReply(world, ask, { page: pageFrom(page), onlyUnreachable: only === onlyUnreachable.only }),
  }
}

async function listReply(world: World, ask: Ask, wanted: MembersWanted): Promise<Reply> {
  const { councilId, councilName } = ask.who
  const list = { ...(await showMembers(world, ask.who)), councilId, councilName, now: world.clock.now() }
  const card = membersCard(list, wanted, ask.locale)
  return answerWith(card, card.fallbackText)
}

const pick = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$/i

function addPresses(world: World, rulesOf: RulesOf): readonly PressHandler[] {
  const again = (ask: Ask, typed: Readonly<Record<string, string>>, problems: Problems) =>
    addForm(world, ask, typed, { problems, once: onceIdOf(typed) })
  return [
    { verb: addFormVerb, roles: coordinators, run: async (ask) => addForm(world, ask, {}, undefined) },
    press({
      verb: addVerb,
      roles: coordinators,
      input: (locale) => {
        const { person } = councilWords(locale).problems
        return z.object({
          ...memberInput(locale),
          person: z.string({ error: person }).regex(pick, person),
          once: z.string().optional(),
        })
      },
      again,
      run: async (ask, input) => {
        const { problems } = councilWords(ask.locale)
        const typed = { ...input, roles: input.roles.join(','), once: input.once ?? '' }
        const person = await personPicked(world, ask.who, input.person)
        if (!person) return again(ask, typed, { person: problems.personUnknown })
        const offer = await offerNewMember(world, ask.who.councilId)
        const organisation = organisationNamed(offer.organisations, input.organisation)
        if (!organisation) return again(ask, typed, { organisation: problems.organisation })
        const title = await shortText(world, rulesOf, ask.who.councilId, input.title, ask.locale)
        if (title.problem !== undefined) return again(ask, typed, { title: title.problem })
        const facts = { title: title.text, organisationId: organisation.id, roles: input.roles }
        const member = await addMember(world, ask, person, facts)
        return doneReply(ask, 'added', member)
      },
    }),
  ]
}

async function addForm(
  world: World,
  ask: Ask,
  typed: MemberTyped,
  back: GivenBack | undefined,
): Promise<Reply> {
  const { councilId } = ask.who
  const offer = { ...(await offerNewMember(world, councilId)), councilId, now: world.clock.now() }
  return answerWith(addMemberCard(offer, typed, back, ask.locale), councilWords(ask.locale).addTitle)
}

function changePresses(world: World, rulesOf: RulesOf): readonly PressHandler[] {
  const again = (ask: Ask, typed: Readonly<Record<string, string>>, problems: Problems) =>
    changeForm(world, ask, typed.member, typed, { problems, once: onceIdOf(typed) })
  return [
    {
      verb: changeFormVerb,
      roles: coordinators,
      run: async (ask, data) => changeForm(world, ask, data.member, undefined, undefined),
    },
    press({
      verb: changeVerb,
      roles: coordinators,
      input: (locale) =>
        z.object({ ...memberInput(locale), member: z.string(), once: z.string().optional() }),
      again,
      run: async (ask, input) => {
        const { organisations } = await offerMember(world, ask.who.councilId, memberIdFrom(input.member))
        const organisation = organisationNamed(organisations, input.organisation)
        const typed = { ...input, roles: input.roles.join(','), once: input.once ?? '' }
        if (!organisation)
          return again(ask, typed, { organisation: councilWords(ask.locale).problems.organisation })
        const title = await shortText(world, rulesOf, ask.who.councilId, input.title, ask.locale)
        if (title.problem !== undefined) return again(ask, typed, { title: title.problem })
        const facts = { title: title.text, organisationId: organisation.id, roles: input.roles }
        const member = await changeMember(world, ask, memberIdFrom(input.member), facts)
        return doneReply(ask, 'changed', member)
      },
    }),
  ]
}

async function changeForm(
  world: World,
  ask: Ask,
  member: unknown,
  typed: MemberTyped | undefined,
  back: GivenBack | undefined,
): Promise<Reply> {
  const { councilId } = ask.who
  const offer = { ...(await offerMember(world, councilId, memberIdFrom(member))), councilId }
  const card = changeMemberCard(offer, typed ?? typedOf(offer.member), back, ask.locale)
  return answerWith(card, card.fallbackText)
}

function removePresses(world: World): readonly PressHandler[] {
  return [
    {
      verb: removeFormVerb,
      roles: coordinators,
      run: async (ask, data) => {
        const { councilId } = ask.who
        const offer = await offerMember(world, councilId, memberIdFrom(data.member))
        const card = removeMemberCard({ ...offer, councilId }, ask.locale)
        return answerWith(card, card.fallbackText)
      },
    },
    {
      verb: removeVerb,
      roles: coordinators,
      run: async (ask, data) => {
        await removeMember(world, ask, memberIdFrom(data.member))
        return doneReply(ask, 'removed', undefined)
      },
    },
  ]
}

function doneReply(
  ask: Ask,
  what: 'added' | 'changed' | 'removed',
  member: Parameters<typeof memberDoneCard>[0]['member'],
): Reply {
  const card = memberDoneCard({ councilId: ask.who.councilId, what, member }, ask.locale)
  return answerWith(card, card.fallbackText, true)
}

/** The member a card points at. What is no id of ours points at nothing. */
function memberIdFrom(pointer: unknown): MemberId {
  if (typeof pointer !== 'string' || !/^[0-9a-f-]{36}$/.test(pointer)) throw new Refusal('notFound')
  return pointer as MemberId
}

function organisationNamed(organisations: readonly Organisation[], key: string): Organisation | undefined {
  return organisations.find((one) => one.key === key)
}
