import { setTimeout } from 'node:timers/promises'
import { LocalError } from './local-error.ts'
import type { Exit } from './postgres/run-server.ts'
import type { Service } from './service.ts'

const shortestDelayMs = 250
const longestDelayMs = 10_000
/** A service that ran this long has recovered: the next delay is the shortest again. */
const wellAfterMs = 30_000
/** A service whose first start fails sooner is not started again: its settings are wrong. */
const startupMs = 10_000

/**
 * Starts a service, and again whenever it ends, after 250 ms at first and up to 10 s when it keeps ending.
 *
 * @param say gets one line for each start and end
 * @param signal ends the watch, not the service
 * @throws LocalError if it ends with an exit code within 10 s of its first start: its own output says why
 */
export async function keepRunning(
  service: Service,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  let delayMs = shortestDelayMs
  for (let first = true; !signal.aborted; first = false) {
    const startedAt = performance.now()
    const { pid, exited } = await service.start()
    say(`${service.name} runs as process ${pid}`)
    const exit = await exited
    if (signal.aborted) return
    const livedMs = performance.now() - startedAt
    if (first && exit.code && livedMs < startupMs)
      throw new LocalError(`${service.name} does not start: it ended with ${describe(exit)}`)
    if (livedMs > wellAfterMs) delayMs = shortestDelayMs
    say(`${service.name} ended with ${describe(exit)}, and starts again in ${delayMs} ms`)
    await setTimeout(delayMs, undefined, { signal }).catch(() => undefined)
    delayMs = Math.min(delayMs * 2, longestDelayMs)
  }
}

function describe({ code, signal }: Exit): string {
  return signal ? `signal ${signal}` : `code ${code}`
}
