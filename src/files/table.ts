/** A column: what stands above it, how wide it is, and whether it holds days (`2026-11-20`) or texts. */
export interface Column {
  readonly heading: string
  /** In characters, for a sheet; in a document the widths share the page. */
  readonly width: number
  readonly kind: 'text' | 'day'
}

/** A table to be read outside the chat. `rows` hold one text for each column; an empty one is an empty cell. */
export interface Table {
  /** What it is: the title of the file, and the heading of a document. */
  readonly title: string
  /** Under the title: whose it is, and of which day. */
  readonly under: string
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly string[])[]
  /** What a document says in the place of a table without rows. */
  readonly none: string
}
