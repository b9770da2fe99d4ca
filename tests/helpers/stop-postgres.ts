/** After all tests: the PostgreSQL that they shared is stopped, and its folder is deleted. */
export default async function stopPostgres(): Promise<void> {
  await globalThis.testPostgres?.stop()
}
