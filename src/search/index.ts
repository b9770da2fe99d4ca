export { searchSayable } from './commands.ts'
export type { Found, Searchable } from './searchable.ts'
export { createOffering } from './share-commands.ts'
export type { Shareable } from './shareable.ts'
