/**
 * Ordinary Swedish words that are a letter, or only the dots, from words councils use (bland and brand, gång and gäng, lagning and langning). They are never taken for a slip; without their dots they are taken for
 * nothing at all.
 */
export const ordinaryWords: ReadonlySet<string> = new Set(
  (
    'bland blanda brant brunt gang gangen ganger gangerna vald valda val stod stodet roster rosten rosterna lagning ' +
    'lagningar lagade langt langre lange stallet stalle staller sedan skola skolan gamla ganska gatan gator hatten ' +
    'halla haller hamta hamtar kalla kallar kanske klart komma kommer kommit lamna lamnar larmet larm ' +
    'manga maste morka narmast ocksa olika ordnade ordning paket pastod plats platsen platser polis polisen ' +
    'ratt rakade saker sakert samma sant skada skadad skadade skrek skrik skriker slang slagit sluta slutat ' +
    'snart stang stanga storre stort svart talade talar tjugo tycker unga ungar ute vanlig vanligt ' +
    'varit varma vagen vagar vatten verkar verkade ordet order helst hastigt falla fallit fallet fyllda fyllde fyllt fyller fylls ' +
    'brast brist brott brinner brann stolt stal stolen stolar dragen drogs droppar knarr snurrar masker ' +
    'tobaken husen musen holm kort forts hotell hoppar buss bussar bussen bullar bulle trasig skrapa skrapade ' +
    'butik butiken hast hasten raket morgon handel handen hander oster norra norr skranigt skranig ' +
    'ledning landning laggning lankning hangning bragd bradd haftighet drager dampning kloster klatter knack skarp skarpt ' +
    'skrall skold slask sluss sprint split stadion stelna stodd stral stralar stojig stojigt fardas hopad sladder pumpning sirap ' +
    'morot sprot stumna stotig stationar klangning slangning kvark holmar ' +
    'gangar gangarna gymnasist gymnasister gymnasisten busk buske busken buskar buskarna'
  ).split(' '),
)

/** Words that tie others together and say nothing of their own about what, where or when. */
export const tyingWords: ReadonlySet<string> = new Set(
  'vid pa i till av fran for om och med mot over under hos inne nere uppe ute utmed langs bakom pga en ett den det de the'.split(
    ' ',
  ),
)

/** The prepositions that go away together with the place or time after them. */
export const placing: ReadonlySet<string> = new Set('vid pa i till fran hos'.split(' '))

/** Words that say that what follows did not happen. */
export const denying: ReadonlySet<string> = new Set('ingen inget inga inte ej utan'.split(' '))

/** Names of what is left over: ordinary words too, so they count only as the first word of a line. */
export const catchAll: ReadonlySet<string> = new Set('annat ovrigt'.split(' '))
