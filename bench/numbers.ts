/** What the product under load is told that readers of its numbers show. */
export const metricsToken = 'the-benchmark-reads-its-own-numbers'

/** The numbers of a registered bot, as Prometheus reads them. */
export async function readNumbers(url: string): Promise<string> {
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } })
  if (!answer.ok) throw new Error(`/metrics answered ${answer.status}`)
  return answer.text()
}
