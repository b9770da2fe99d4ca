import type { Locale, Texts } from '../shared/locale.ts'

/** The texts in Swedish of what reminds of meetings. */
const sv = {
  prepare: {
    name: 'Möten att förbereda',
    about: 'Till samordnaren, tre veckor före om rådet inte valt annat.',
    title: 'Dags att förbereda mötet',
    text: 'Gå igenom dagordningen och skicka kallelsen, om det inte är gjort.',
  },
  lastPlanned: {
    name: 'Serier att planera vidare',
    about: 'Till samordnaren, inför det sista mötet som är planerat.',
    title: 'Fler möten behöver planeras',
    text: 'Det här är det sista mötet i serien som är planerat. Planera två år till, eller låt serien sluta här.',
  },
  unanswered: {
    name: 'Möten du inte svarat på',
    about: 'Två veckor före om rådet inte valt annat.',
    title: 'Kommer du på mötet?',
    text: 'Du har inte svarat än. Det räcker med ett tryck.',
  },
  briefing: {
    name: 'Dagordningen inför ett möte',
    about: 'En vecka före om rådet inte valt annat.',
    title: 'Det här tar mötet upp',
    text: '',
  },
  owners: {
    name: 'Dina sena åtgärder som ett möte tar upp',
    about: 'Tre dagar före om rådet inte valt annat.',
    title: 'Mötet tar upp det du ansvarar för',
    text: 'Det här är sent och står på dagordningen. Svara här, så vet alla hur det går.',
  },
  eve: {
    name: 'Möten i morgon',
    about: 'Dagen före, eller sista arbetsdagen före.',
    title: 'Snart är det möte',
    text: '',
  },
  soon: {
    name: 'Möten som strax börjar',
    about: 'En timme före om rådet inte valt annat, med länken.',
    title: 'Mötet börjar strax',
    text: '',
  },
  unwritten: {
    name: 'Protokoll som inte är skrivna',
    about: 'Till samordnaren, dagen efter mötet.',
    title: 'Protokollet är inte skrivet',
    text: 'Skriv det medan du minns.',
  },
  unapproved: {
    name: 'Protokoll som inte är justerade',
    about: 'Till samordnaren, en vecka efter mötet.',
    title: 'Protokollet är inte justerat',
    text: 'Hör av dig till justeraren.',
  },
}

export type MeetingReminderWords = typeof sv

const en: MeetingReminderWords = {
  prepare: {
    name: 'Meetings to prepare',
    about: 'To the coordinator, three weeks before unless the council chose otherwise.',
    title: 'Time to prepare the meeting',
    text: 'Go through the agenda and send the call, if that is not done.',
  },
  lastPlanned: {
    name: 'Series to plan on',
    about: 'To the coordinator, before the last meeting that is planned.',
    title: 'More meetings need to be planned',
    text: 'This is the last meeting of the series that is planned. Plan two more years, or let the series end here.',
  },
  unanswered: {
    name: 'Meetings you have not answered',
    about: 'Two weeks before unless the council chose otherwise.',
    title: 'Are you coming to the meeting?',
    text: 'You have not answered yet. One press is enough.',
  },
  briefing: {
    name: 'The agenda before a meeting',
    about: 'A week before unless the council chose otherwise.',
    title: 'This is what the meeting takes up',
    text: '',
  },
  owners: {
    name: 'Your late actions that a meeting takes up',
    about: 'Three days before unless the council chose otherwise.',
    title: 'The meeting takes up what you answer for',
    text: 'This is late and on the agenda. Answer here, so that everybody knows how it is going.',
  },
  eve: {
    name: 'Meetings tomorrow',
    about: 'The day before, or the last working day before.',
    title: 'There is a meeting soon',
    text: '',
  },
  soon: {
    name: 'Meetings about to begin',
    about: 'An hour before unless the council chose otherwise, with the link.',
    title: 'The meeting begins shortly',
    text: '',
  },
  unwritten: {
    name: 'Minutes that are not written',
    about: 'To the coordinator, the day after the meeting.',
    title: 'The minutes are not written',
    text: 'Write them while you remember.',
  },
  unapproved: {
    name: 'Minutes that are not approved',
    about: 'To the coordinator, a week after the meeting.',
    title: 'The minutes are not approved',
    text: 'Get in touch with the approver.',
  },
}

const texts: Texts<MeetingReminderWords> = { sv, en }

const says = {
  sv: {
    minutes: 'Visa protokollet',
    planOn: 'Planera vidare',
    stillUnwritten: 'Det är inte skrivet än. Skriv klart det och skicka det för justering.',
  },
  en: {
    minutes: 'Show the minutes',
    planOn: 'Plan on',
    stillUnwritten: 'They are not written yet. Finish them and send them for approval.',
  },
} satisfies Texts<Record<string, string>>

/** What reminders of meetings say besides, in the reader's language. */
export function reminderSays(locale: Locale) {
  return says[locale]
}

/** The texts of what reminds of meetings, in the reader's language. */
export function meetingReminderWords(locale: Locale): MeetingReminderWords {
  return texts[locale]
}
