import type { Change } from '../database/index.ts'

/** How many rows of each kind ("places", "members" …) were made, changed and retired. */
export interface ImportCounts {
  readonly created: Readonly<Record<string, number>>
  readonly updated: Readonly<Record<string, number>>
  readonly retired: Readonly<Record<string, number>>
}

type Values = Readonly<Record<string, string | number | null>>

/** What an import has done so far: the history it leaves, and the counts it tells the operator. */
export class ImportBooks {
  readonly changes: Change[] = []
  readonly #counts = {
    created: {} as Record<string, number>,
    updated: {} as Record<string, number>,
    retired: {} as Record<string, number>,
  }

  /** A new row. */
  created(kind: string, key: string, name: string): void {
    this.#count('created', kind)
    this.changes.push({ field: `${kind}.${key}`, from: null, to: name })
  }

  /** A row that is there: notes every value that differs, and says whether any did. */
  compared(kind: string, key: string, before: Values, after: Values): boolean {
    const fields = Object.keys(after).filter((field) => before[field] !== after[field])
    if (fields.length === 0) return false
    this.#count('updated', kind)
    for (const field of fields)
      this.changes.push({
        field: `${kind}.${key}.${field}`,
        from: shown(before[field]),
        to: shown(after[field]),
      })
    return true
  }

  /** A row that the file no longer has. */
  retired(kind: string, key: string, name: string): void {
    this.#count('retired', kind)
    this.changes.push({ field: `${kind}.${key}`, from: name, to: null })
  }

  counts(): ImportCounts {
    return this.#counts
  }

  #count(what: 'created' | 'updated' | 'retired', kind: string): void {
    this.#counts[what][kind] = (this.#counts[what][kind] ?? 0) + 1
  }
}

function shown(value: string | number | null | undefined): string | null {
  return value === null || value === undefined ? null : String(value)
}
