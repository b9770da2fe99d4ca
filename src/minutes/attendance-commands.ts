import { type Ask, type PressHandler, typedTexts } from '../chat/index.ts'
import type { RulesOf } from '../councils/index.ts'
import type { World } from '../database/index.ts'
import { Refusal } from '../shared/errors.ts'
import { checkedTexts, frameOf, meetingIn, readerOf, shown, writingPresses } from './answer-commands.ts'
import { addAttendanceForm, attendanceCard, attendForm } from './attendance-cards.ts'
import { leadForm } from './leading-cards.ts'
import type { MinutesBook } from './minutes.ts'
import { type Data, numberIn, readLed, readPresence, readWho, textIn } from './minutes-input.ts'
import { addAttendance, noteAttendance, noteLeading } from './note-attendance.ts'
import { writableBook } from './show-minutes.ts'

/** What can be pressed about who takes part in a meeting. */
export function attendancePresses(world: World, rulesOf: RulesOf): readonly PressHandler[] {
  const { opening, writing } = writingPresses(world)

  const list = async (ask: Ask, data: Data, stays: boolean) => {
    const book = await writableBook(world, ask.who, meetingIn(data))
    return shown(attendanceCard(book, numberIn(data, 'page'), readerOf(world, ask)), stays)
  }

  return [
    opening('attendance', (ask, data) => list(ask, data, false)),
    opening('attendForm', (ask, data, book) => {
      const frame = { ...frameOf(world, ask, book.meeting), sections: book.sections }
      return shown(attendForm(rowIn(book, data), textIn(data, 'page'), frame))
    }),
    writing('attend', async (ask, data, book) => {
      const one = rowIn(book, data)
      const read = readPresence(data, ask.locale, book.sections.length)
      if (read.kind === 'faulty') {
        const frame = frameOf(world, ask, book.meeting, typedTexts(data), read.problems, true)
        return shown(attendForm(one, textIn(data, 'page'), { ...frame, sections: book.sections }))
      }
      await noteAttendance(world, ask, book.meeting.id, one.id, read.said, numberIn(data, 'seen'))
      return list(ask, data, true)
    }),
    opening('leadForm', (ask, _data, book) => shown(leadForm(book, frameOf(world, ask, book.meeting)))),
    writing('lead', async (ask, data, book) => {
      const read = readLed(data, ask.locale, book)
      if (read.kind === 'faulty')
        return shown(leadForm(book, frameOf(world, ask, book.meeting, typedTexts(data), read.problems, true)))
      const seen = {
        ledBy: textIn(data, 'seenLed') || undefined,
        notedBy: textIn(data, 'seenNoted') || undefined,
      }
      await noteLeading(world, ask, book.meeting.id, read.said, seen)
      return list(ask, data, true)
    }),
    opening('addAttendanceForm', (ask, _data, book) =>
      shown(addAttendanceForm({ ...frameOf(world, ask, book.meeting), sections: book.sections })),
    ),
    writing('addAttendance', async (ask, data, book) => {
      const form = (problems = {}) => {
        const frame = frameOf(world, ask, book.meeting, typedTexts(data), problems, true)
        return addAttendanceForm({ ...frame, sections: book.sections })
      }
      const who = readWho(data, ask.locale)
      const how = readPresence(data, ask.locale, book.sections.length)
      if (who.kind === 'faulty' || how.kind === 'faulty') {
        const problems = [who, how].map((one) => (one.kind === 'faulty' ? one.problems : {}))
        return shown(form(Object.assign({}, ...problems)))
      }
      const verb = 'minutes.addAttendance'
      const pointers = { meeting: book.meeting.id }
      const checked = await checkedTexts(world, rulesOf, ask, data, who.said, form, verb, pointers)
      if (checked.kind === 'advice') return checked.reply
      await addAttendance(world, ask, book.meeting.id, checked.texts.who, how.said, checked.kept)
      return list(ask, data, true)
    }),
  ]
}

function rowIn({ attendances }: MinutesBook, data: Data) {
  const one = attendances.find(({ id }) => id === textIn(data, 'attendance'))
  if (!one) throw new Refusal('notFound')
  return one
}
