import { FlagError } from './flags.ts'

export interface BenchContext {
  /** Disposes of everything that was started, the last first. */
  stack: AsyncDisposableStack
  /** Aborts on SIGINT and SIGTERM. */
  signal: AbortSignal
}

/**
 * Runs a benchmark and leaves no process or file behind, also if it fails or is interrupted. The process exits
 * with 0 if `bench` returns true, else with 1.
 */
export async function runBench(bench: (context: BenchContext) => Promise<boolean>): Promise<void> {
  const stack = new AsyncDisposableStack()
  const stopping = new AbortController()
  const interrupted = new Promise<boolean>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      // Not `once`: a second Ctrl-C must not interrupt the clean-up.
      process.on(name, () => {
        stopping.abort(new Error('interrupted'))
        resolve(false)
      })
    }
  })
  let succeeded = false
  try {
    succeeded = await Promise.race([bench({ stack, signal: stopping.signal }), interrupted])
  } catch (error) {
    process.stderr.write(`${error instanceof FlagError ? error.message : describe(error)}\n`)
  }
  try {
    await stack.disposeAsync()
  } catch (error) {
    process.stderr.write(`cannot stop everything: ${describe(error)}\n`)
    succeeded = false
  }
  // After an interrupt, measurements are still pending.
  process.exit(succeeded ? 0 : 1)
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** Writes a line of progress to standard error: standard output has the results only. */
export function printProgress(text: string): void {
  process.stderr.write(`${text}\n`)
}
