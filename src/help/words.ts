import type { Locale, Texts } from '../shared/locale.ts'

/** What the commands are gathered under; each is a subject that people know, not a part of the code. */
export const helpGroups = ['incidents', 'actions', 'meetings', 'council', 'own'] as const
export type HelpGroup = (typeof helpGroups)[number]

const sv = {
  help: { write: 'hjälp', gives: 'Visar vad du kan göra här, och hur du skriver det.' },
  title: 'Det här kan du göra',
  council: (name: string, roles: string) => `${name} · du är ${roles}`,
  example: (line: string) => `Till exempel: *${line}*`,
  privacy: 'Skriv om platser, tider och vad som hänt. Aldrig om enskilda: inga namn, nummer eller skyltar.',
  emergency:
    'Pågår det nu och är farligt? Ring **112**. Annars polisen **114 14**. Oro för ett barn: ring socialtjänsten.',
  showAll: 'Visa allt',
  groups: {
    incidents: 'Händelser',
    actions: 'Åtgärder och löften',
    meetings: 'Möten',
    council: 'Om rådet',
    own: 'För dig',
  } satisfies Record<HelpGroup, string>,
  report: 'Rapportera',
  welcomeTitle: 'Hej! Jag heter Tryggve',
  welcome:
    'Jag tar emot händelser från dig som arbetar brottsförebyggande, ser till att samordnarna får dem och berättar för dig vad som kom av det.',
  welcomeHow:
    'Tryck på **Rapportera**, eller skriv till exempel *rapportera buskörning vid Noret*. Skriv **hjälp** när du vill se allt.',
  welcomeChannel: {
    here: (council: string) =>
      `Nya händelser i ${council} kommer hit, så att samordnarna kan ta hand om dem.`,
    elsewhere: (council: string) =>
      `${council} har redan en kanal, och samordnarnas kort kommer dit som förut. Hit kommer inga.`,
  },
  moveHere: 'Flytta korten hit',
  welcomeChannelUnknown:
    'Kanalen är inte kopplad till något råd. Det blir den när en samordnare skriver **koppla råd** till mig här.',
  showHelp: 'Visa vad jag kan göra',
  and: 'och',
}

const en: typeof sv = {
  help: { write: 'help', gives: 'Shows what you can do here, and how to write it.' },
  title: 'What you can do',
  council: (name, roles) => `${name} · you are ${roles}`,
  example: (line) => `For example: *${line}*`,
  privacy:
    'Write about places, times and what happened. Never about individuals: no names, numbers or number plates.',
  emergency:
    'Is it dangerous and happening now? Call **112**. Otherwise the police, **114 14**. Worried about a child: call social services.',
  showAll: 'Show everything',
  groups: {
    incidents: 'Incidents',
    actions: 'Actions and promises',
    meetings: 'Meetings',
    council: 'About the council',
    own: 'For you',
  },
  report: 'Report',
  welcomeTitle: 'Hello! My name is Tryggve',
  welcome:
    'I take incidents from you who work to prevent crime, see that the coordinators get them, and tell you what came of it.',
  welcomeHow:
    'Press **Report**, or write for example *report reckless driving at Noret*. Write **help** to see everything.',
  welcomeChannel: {
    here: (council) => `New incidents in ${council} come here, for the coordinators to take care of.`,
    elsewhere: (council) =>
      `${council} has a channel already, and the coordinators' cards go there as before. None come here.`,
  },
  moveHere: 'Move the cards here',
  welcomeChannelUnknown:
    'This channel belongs to no council yet. It will when a coordinator writes **connect council** to me here.',
  showHelp: 'Show what I can do',
  and: 'and',
}

const texts: Texts<typeof sv> = { sv, en }

/** The texts of help and welcome in the reader's language. */
export function helpWords(locale: Locale): typeof sv {
  return texts[locale]
}
