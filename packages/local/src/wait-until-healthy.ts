import { setTimeout } from 'node:timers/promises'
import { LocalError } from './local-error.ts'

/**
 * Waits until `/health` of the API returns 200.
 *
 * @param url of the API
 * @throws LocalError with its last answer if it does not within `deadlineMs`; the signal's reason if that is aborted
 */
export async function waitUntilHealthy(
  url: string,
  signal: AbortSignal,
  deadlineMs = 60_000,
): Promise<void> {
  const deadline = performance.now() + deadlineMs
  let answer = 'no answer'
  while (performance.now() < deadline) {
    try {
      const response = await fetch(`${url}/health`, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(3_000)]),
      })
      if (response.ok) return
      answer = `${response.status} ${await response.text()}`
    } catch {
      // Not listening yet.
      signal.throwIfAborted()
    }
    await setTimeout(50, undefined, { signal })
  }
  throw new LocalError(`the API is not healthy after ${deadlineMs / 1000} s: ${answer}`)
}
