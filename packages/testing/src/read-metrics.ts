/**
 * What a process exposes to Prometheus: the value of each sample by its name and labels, such as
 * `order_settlement_queue_messages{queue="settlement-plan",state="created"}`.
 *
 * @param address of the process, such as `http://127.0.0.1:8080`
 */
export async function readMetrics(address: string): Promise<Map<string, number>> {
  const response = await fetch(`${address}/metrics`)
  if (!response.ok) throw new Error(`/metrics answered ${response.status}`)
  return parseMetrics(await response.text())
}

export function parseMetrics(text: string): Map<string, number> {
  const samples = text.split('\n').filter((line) => line && !line.startsWith('#'))
  return new Map(
    samples.map((line) => {
      const at = line.lastIndexOf(' ')
      return [line.slice(0, at), Number(line.slice(at + 1))]
    }),
  )
}
