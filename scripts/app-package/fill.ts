import { z } from 'zod'

const guid = 'a GUID, like 11111111-2222-3333-4444-555555555555'
/** The one that .env.example has, where a real one is to stand. */
const nobodysGuid = '00000000-0000-0000-0000-000000000000'
const guidOf = (cure: string) => z.guid({ error: cure }).refine((text) => text !== nobodysGuid, cure)
const pageOf = (what: string) =>
  z.url({ protocol: /^https$/, error: `give the address of ${what}, beginning with https://` })

/** What only the one who installs the app knows; the names are those of .env.example. */
const variables = z.object({
  TEAMS_APP_ID: guidOf(`give the app's own id, ${guid}; make one once and keep it`),
  BOT_APP_ID: guidOf(`give the application (client) id of the bot's registration, ${guid}`),
  PUBLIC_URL: pageOf('the bot, that Teams reaches it by'),
  DEVELOPER_NAME: z
    .string({ error: 'give the name of who answers for the app, like Mora kommun' })
    .min(1)
    .max(32, 'give a name of at most 32 characters'),
  WEBSITE_URL: pageOf('your own web site'),
  PRIVACY_URL: pageOf('your page on how personal data is handled'),
  TERMS_URL: pageOf('your page on how the app may be used'),
})

/** Everything that keeps a package from being made, each with its cure. */
export class PackageFaults extends Error {
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(`The app package was not made:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
    this.name = 'PackageFaults'
    this.faults = faults
  }
}

/** What stands in the place of `${{NAME}}` in the manifest, from the environment. Throws PackageFaults with ALL faults. */
export function readPlaceholders(
  env: Readonly<Record<string, string | undefined>>,
  appVersion: string,
): ReadonlyMap<string, string> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
  const parsed = variables.safeParse(given)
  if (!parsed.success)
    throw new PackageFaults(
      parsed.error.issues.map(({ path: [name], message }) => {
        const is = String(name) in given ? 'is not understood' : 'is missing'
        return `${String(name)} ${is}: ${message}`
      }),
    )
  return new Map(
    Object.entries({
      ...parsed.data,
      PUBLIC_HOST: new URL(parsed.data.PUBLIC_URL).hostname,
      APP_VERSION: appVersion,
    }),
  )
}

/** The manifest's text with every `${{NAME}}` filled in. Throws PackageFaults for a name that nobody knows. */
export function fillManifest(text: string, placeholders: ReadonlyMap<string, string>): string {
  return text.replace(/\$\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = placeholders.get(name)
    if (value === undefined)
      throw new PackageFaults([`manifest.json asks for ${name}, which is nothing we know.`])
    // As it stands between the quotation marks of JSON.
    return JSON.stringify(value).slice(1, -1)
  })
}
