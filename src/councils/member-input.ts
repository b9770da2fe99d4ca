import { z } from 'zod'
import type { Locale } from '../shared/locale.ts'
import { roles } from '../shared/person.ts'
import { tidy } from '../shared/text.ts'
import { titleLength } from './council.ts'
import { councilWords } from './words.ts'

/** A title as a person types it, for oneself or for another: a role in a few words. */
export function titleInput(locale: Locale) {
  const { problems } = councilWords(locale)
  return z
    .string({ error: problems.title })
    .transform(tidy)
    .pipe(
      z
        .string()
        .min(1, problems.title)
        .max(titleLength, problems.title)
        // A role has words; a number, an address or several lines is something else (a name cannot be told by rules).
        .refine((title) => !/@|\p{Cc}|\d{3}/u.test(title), problems.titleNotRole),
    )
}

/** The key of an organisation as a form sends it. */
export function organisationInput(locale: Locale) {
  const { problems } = councilWords(locale)
  return z.string({ error: problems.organisation }).min(1, problems.organisation).max(60)
}

/** The inputs of a member's form, as a person fills them in. */
export function memberInput(locale: Locale) {
  const { problems } = councilWords(locale)
  return {
    title: titleInput(locale),
    organisation: organisationInput(locale),
    roles: z
      .string({ error: problems.roles })
      .transform((text) => [...new Set(text.split(',').map((role) => role.trim()))])
      .pipe(z.array(z.enum(roles, { error: problems.roles })).min(1, problems.roles)),
  }
}
