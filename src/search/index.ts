export { searchSayable } from './commands.ts'
export type { Found, Searchable } from './searchable.ts'
