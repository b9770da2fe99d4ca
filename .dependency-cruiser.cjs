// Who may import whom (docs/decisions and section "The tree" of the README say why). Every rule says the cure.
// tests/architecture.test.ts plants a violation of each rule and sees it caught.

/** What we do, from left to right: a feature may import those to its left. */
const features = [
  'councils',
  'incidents',
  'actions',
  'promises',
  'meetings',
  'minutes',
  'search',
  'reminders',
  'dispatches',
  'help',
]

/** How it is done: each folder, and the folders of src/ that it may import. */
const mechanisms = {
  teams: ['chat', 'delivery', 'database', 'shared'],
  delivery: ['database', 'shared'],
  schedule: ['database', 'shared'],
  lookup: ['database', 'shared'],
  files: ['database', 'shared'],
  calendar: ['database', 'shared'],
  chat: ['shared'],
  privacy: ['shared'],
  reading: ['shared'],
  database: ['shared'],
  shared: [],
}
const openToFeatures = [
  'chat',
  'privacy',
  'delivery',
  'reading',
  'schedule',
  'lookup',
  'files',
  'calendar',
  'database',
  'shared',
]

/** The only folders that know a package. */
const packagesOf = {
  teams: ['botbuilder', 'restify', 'helmet', 'ipaddr[.]js'],
  database: ['better-sqlite3', 'pg'],
  schedule: ['node-cron', 'date-holidays'],
  reading: ['chrono-node', 'minisearch'],
  privacy: ['personnummer'],
  files: ['docx', 'write-excel-file'],
  calendar: ['ical-generator'],
  meetings: ['rrule-temporal'],
}

/** What things are and their rules: the files of a feature that are neither a verb nor one of the constant names. */
const entities = [
  'council',
  'council-file',
  'council-settings',
  'agreement-check',
  'follow-up',
  'law',
  'import-books',
  'join-request',
  'incident',
  'findable-incident',
  'observation',
  'action',
  'due-day',
  'due-days',
  'findable-action',
  'plan',
  'written-plan',
  'promise',
  'amounts',
  'promise-file',
  'promise-filter',
  'findable-promise',
  'commitment-lines',
  'pace',
  'span',
  'stretch',
  'due-turns',
  'meeting',
  'meeting-settings',
  'meeting-turn',
  'quorum',
  'agenda',
  'agenda-facts',
  'calendar-meeting',
  'season',
  'series',
  'minutes',
  'written-minutes',
  'standing',
  'public-minutes',
  'searchable',
  'shareable',
  'excerpt',
  'dispatch',
]

/** The layers inside a feature, by file name; every other file is a verb. */
const layers = {
  entity: `(${entities.join('|')})`,
  store: '[a-z-]*store',
  cards: '[a-z-]*(cards|forms|fields|table|events)',
  words: '[a-z-]*words(-sv|-en)?',
  commands: '[a-z-]*(commands|input|notices|vocabulary|language)',
  index: 'index',
}

const any = (names) => `(${names.join('|')})`
const feature = any(features)
const file = (...names) => `/${any(names.map((name) => layers[name]))}[.]ts$`
const inFeature = (...names) => `^src/${feature}${file(...names)}`
const inSameFeature = (...names) => `^src/$1${file(...names)}`

/** One rule: whoever matches `from` must not import what matches `to`. */
const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

/** Inside a feature, a layer imports the named layers of the same feature and no others. */
const layer = (name, allowed, comment) =>
  never(
    `${name}-in-its-place`,
    comment,
    { path: inFeature(name) },
    { path: '^src/$1/', pathNot: inSameFeature(...allowed) },
  )

const featuresLookLeft = features.map((name, position) =>
  never(
    `${name}-looks-left`,
    `A feature imports features to its left, and of the mechanisms ${openToFeatures.join(', ')}.`,
    { path: `^src/${name}/` },
    { path: '^src/', pathNot: `^src/${any([name, ...features.slice(0, position), ...openToFeatures])}/` },
  ),
)

const mechanismsKnowTheirPlace = Object.entries(mechanisms).map(([name, allowed]) =>
  never(
    `${name}-knows-its-place`,
    `${name}/ imports ${allowed.join(', ') || 'nothing'} of src/: what it needs beyond that is handed to it.`,
    { path: `^src/${name}/` },
    { path: '^src/', pathNot: `^src/${any([name, ...allowed])}/` },
  ),
)

const packagesStayHome = Object.entries(packagesOf).map(([folder, packages]) =>
  never(
    `packages-of-${folder}`,
    `Only src/${folder}/ knows ${packages.join(' and ')}: the day we change it, one folder changes.`,
    { path: '^src/', pathNot: `^src/${folder}/` },
    { path: `(^|/)node_modules/(@types/)?${any(packages)}/|^${any(packages)}$` },
  ),
)

module.exports = {
  forbidden: [
    ...featuresLookLeft,
    ...mechanismsKnowTheirPlace,
    ...packagesStayHome,
    never(
      'packages-of-stemming',
      'Only src/lookup/ and src/reading/ cut words to their stems, each by its own rules: others ask one of them.',
      { path: '^src/', pathNot: '^src/(lookup|reading)/' },
      { path: '(^|/)node_modules/snowball-stemmers/|^snowball-stemmers$' },
    ),
    never(
      'packages-of-counting',
      'Only src/delivery/, src/files/, src/calendar/ and src/teams/ count how often: what we send, who guesses and who hurries.',
      { path: '^src/', pathNot: '^src/(delivery|files|calendar|teams)/' },
      { path: '(^|/)node_modules/rate-limiter-flexible/|^rate-limiter-flexible$' },
    ),
    never(
      'front-door',
      'A folder is entered through its index.ts (delivery/notice.ts is the port that features and teams/ share).',
      { path: '^src/([^/]+)/' },
      {
        path: '^src/[^/]+/.+',
        pathNot: ['^src/$1/', '^src/[^/]+/index[.]ts$', '^src/shared/', '^src/delivery/notice[.]ts$'],
      },
    ),
    never(
      'front-door-of-the-house',
      'main.ts and app.ts too enter a folder through its index.ts.',
      { path: '^src/[^/]+[.]ts$' },
      {
        path: '^src/[^/]+/.+',
        pathNot: ['^src/[^/]+/index[.]ts$', '^src/shared/', '^src/delivery/notice[.]ts$'],
      },
    ),
    never(
      'wiring-at-the-top',
      'main.ts, app.ts, features.ts and config.ts are for the process: nobody below reaches up to them.',
      { path: '^src/[^/]+/' },
      { path: '^src/[^/]+[.]ts$' },
    ),
    never(
      'app-is-started-by-main',
      'main.ts is imported by nobody, app.ts by main.ts only.',
      { path: '^src/', pathNot: '^src/main[.]ts$' },
      { path: '^src/(main|app)[.]ts$' },
    ),
    layer('entity', ['entity'], 'What a thing is depends on nothing else in the feature.'),
    layer('words', ['entity', 'words'], 'Texts know the things they name, and nothing else.'),
    layer(
      'cards',
      ['entity', 'words', 'cards'],
      'A card is made of values and words: never of queries or verbs.',
    ),
    layer('store', ['entity', 'store'], 'Queries know the things they keep: never verbs, cards or words.'),
    never(
      'verb-in-its-place',
      'A use case asks entities and stores, and other use cases: it knows no cards, words or commands.',
      {
        path: `^src/${feature}/`,
        pathNot: inFeature('entity', 'words', 'cards', 'store', 'commands', 'index'),
      },
      { path: inSameFeature('words', 'cards', 'commands', 'index') },
    ),
    never(
      'commands-in-their-place',
      'Commands and notices translate between people and use cases: they never ask the store themselves.',
      { path: inFeature('commands') },
      { path: inSameFeature('store', 'index') },
    ),
    never(
      'queries-in-stores',
      'Kysely is for database/ and the stores: a use case hands its transaction on and asks a store.',
      { path: '^src/', pathNot: ['^src/database/', '^src/lookup/store[.]ts$', inFeature('store')] },
      { path: '(^|/)node_modules/kysely/' },
    ),
    never(
      'no-circles',
      'Two files that import each other are one file, or miss a third.',
      {},
      { circular: true },
    ),
    never(
      'no-orphans',
      'A file that nobody imports and that imports nobody is forgotten.',
      { orphan: true, pathNot: '[.]d[.]ts$' },
      {},
    ),
    never(
      'reached-from-main',
      'A file that the process never reaches is forgotten, or belongs to tests/ or scripts/.',
      { path: '^src/main[.]ts$' },
      { path: '^src/', pathNot: '[.]d[.]ts$', reachable: false },
    ),
    never('resolvable', 'What is imported must be there.', {}, { couldNotResolve: true }),
    never(
      'runtime-packages-only',
      'src/ runs without devDependencies: what it imports is in dependencies.',
      { path: '^src/' },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    ),
    never(
      'src-alone',
      'src/ does not know tests/, scripts/, bench/ or e2e/.',
      { path: '^src/' },
      { path: '^(tests|scripts|bench|e2e)/' },
    ),
  ],
  options: {
    // TypeScript 7 is a native program without the interface that dependency-cruiser reads; swc is read instead. It
    // sees type-only imports too: an arrow is an arrow.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.cjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'require', 'default'],
    },
  },
}
