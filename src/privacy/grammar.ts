// The small words of Swedish that bind a property to a person, or keep it away. They are grammar, not a customer's
// choice, and therefore not in data/privacy.

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/))

/** After a person: "han är …", "killen verkar …". */
export const copulas = words(
  'är ar e ä var varit blir blev blivit verkar verkade kallas känns anses sägs tros uppfattas beskrivs framstår',
)

/** Between a person and what the person has: "har adhd", "med autism", "lider av …", "går på metadon". */
export const havingWords = words(
  'har hade bar bär haft fått fick får med av lider led på tar tog äter under sitt sin i för pga har utreds vårdas behandlas diagnostiserad',
)

/** Right before a subject of talk, not a property: "ett samtal om missbruk", "arbetet mot missbruk". */
export const aboutWords = words('om mot kring angående gällande över')

export const prepositions = words(
  'vid på i till från utanför hos med om mot inne innanför bakom framför nära bland',
)

/** What may follow a property that stands alone ("han är muslim och …"), unlike the noun of "muslimsk förening". */
export const functionWords = words(
  `och o å men eller som på i av sedan med så när att för till efter enligt just nu igen ibland ofta samt eftersom då vid utan
  har är var blir blev hela inte också under från hos om mot därför fast medan innan utanför bland mycket alltid länge
  fortfarande kan ska vill får fick hade skulle brukar säger enl pga tydligen kanske nog ju väl dessutom sen`,
)

/** Stand before a singular noun. */
export const oneWords = words(
  'en ett den det denna denne detta någon nån samma varje viss annan vår er min sin hans hennes deras ens',
)
/** "hans föräldrar" are two that can be told. */
export const ownerWords = words('hans hennes deras hens sin sina')
/** So few that they can be told: "två killar", "några romer". */
export const fewWords = words('två tre fyra fem 2 3 4 5 par några båda bägge')

/** Stand between a determiner and its noun. */
export const adjectives = words(
  `där här äldre yngre ung unga unge gammal gamla gamle lång långa liten lilla små okänd okända okände känd kända kände
  annan andra ensam ensamma viss svår svårt grov grovt aggressiv aggressiva full fulla berusad berusade påverkad påverkade stökig
  stökiga vuxen vuxna välkänd välkända lokal lokala manlig kvinnlig manliga kvinnliga skäligen tidigare nykter
  ny nya första enda egen egna vit vita arg arga troligen djupt mycket väldigt halvt`,
)

/** Speak of anybody, and so stand between a person and what others do. */
export const anybodyWords = words(
  'man folk vissa flera andra många alla ingen inga personal personalen någon några ungdomsgäng gäng gänget grupp gruppen',
)

/** "kl. 22" does not end a sentence. */
export const abbreviations = words('kl ca nr tel t.ex bl.a st v enl dnr pga resp max min ev inkl')
