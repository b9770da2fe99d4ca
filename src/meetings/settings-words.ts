import type { Locale, Texts } from '../shared/locale.ts'

const sv = {
  help: {
    write: 'mötesregler',
    gives: 'När rådets dagordning låses, när ni påminns om möten och hur många som måste komma.',
  },
  title: 'Rådets mötesregler',
  wrong: 'Något behöver rättas. Inget är sparat än.',
  lead: 'Reglerna gäller alla möten som kommer.',
  reminders: 'Påminnelser',
  whoChanges: 'Samordnarna kan ändra reglerna.',
  saved: 'Mötesreglerna är sparade',
  change: 'Ändra igen',
  save: 'Spara',
  lockDays: 'Dagar före mötet som dagordningen låses',
  lockDaysError: 'Skriv ett antal dagar, 0 till 60.',
  quorum: 'När kan mötet besluta?',
  quorumError: 'Välj när mötet kan besluta.',
  quorums: {
    none: 'Alltid',
    half: 'När mer än hälften av de kallade kommer',
    count: 'När minst så här många kommer',
  },
  count: 'Så många måste komma',
  countError: 'Skriv hur många som måste komma, 1 till 400.',
  atLeast: (count: number) => `När minst ${count} kommer`,
  summaries: 'När skickas sammanfattningen?',
  summariesError: 'Välj när sammanfattningen skickas.',
  summary: {
    approved: 'När protokollet är justerat',
    atOnce: 'Direkt, märkt som utkast',
  },
  offsets: {
    prepare: 'Samordnaren förbereder: dagar före',
    unanswered: 'Till dem som inte har svarat: dagar före',
    briefing: 'Dagordning och underlag: dagar före',
    owners: 'Till dem som har sena åtgärder: dagar före',
    eve: 'Snart är det möte: dagar före',
    soonMinutes: 'Mötet börjar strax: minuter före',
    unwritten: 'Protokollet är inte skrivet: dagar efter',
    unapproved: 'Protokollet är inte justerat: dagar efter',
  },
  daysError: 'Skriv ett antal dagar, 1 till 90.',
  minutesError: 'Skriv ett antal minuter, 10 till 240.',
}

export type MeetingSettingsWords = typeof sv

const en: MeetingSettingsWords = {
  help: {
    write: 'meeting rules',
    gives:
      'When the council’s agenda is locked, when you are reminded of meetings, and how many have to come.',
  },
  title: 'The council’s meeting rules',
  wrong: 'Something needs to be put right. Nothing is saved yet.',
  lead: 'The rules hold for all meetings to come.',
  reminders: 'Reminders',
  whoChanges: 'The coordinators can change the rules.',
  saved: 'The meeting rules are saved',
  change: 'Change again',
  save: 'Save',
  lockDays: 'Days before the meeting that the agenda is locked',
  lockDaysError: 'Write a number of days, 0 to 60.',
  quorum: 'When can the meeting decide?',
  quorumError: 'Choose when the meeting can decide.',
  quorums: {
    none: 'Always',
    half: 'When more than half of those called come',
    count: 'When at least so many come',
  },
  count: 'So many have to come',
  countError: 'Write how many have to come, 1 to 400.',
  atLeast: (count) => `When at least ${count} come`,
  summaries: 'When is the summary sent?',
  summariesError: 'Choose when the summary is sent.',
  summary: {
    approved: 'When the minutes are approved',
    atOnce: 'At once, marked as a draft',
  },
  offsets: {
    prepare: 'The coordinator prepares: days before',
    unanswered: 'To those who have not answered: days before',
    briefing: 'Agenda and briefing: days before',
    owners: 'To those with late actions: days before',
    eve: 'There is a meeting soon: days before',
    soonMinutes: 'The meeting begins shortly: minutes before',
    unwritten: 'The minutes are not written: days after',
    unapproved: 'The minutes are not approved: days after',
  },
  daysError: 'Write a number of days, 1 to 90.',
  minutesError: 'Write a number of minutes, 10 to 240.',
}

const texts: Texts<MeetingSettingsWords> = { sv, en }

/** The texts of a council's rules for its meetings, in the reader's language. */
export function meetingSettingsWords(locale: Locale): MeetingSettingsWords {
  return texts[locale]
}
