import { inspect } from 'node:util'
import { readConfigOrExit } from '@order-settlement/shared/process/config.ts'
import closeWithGrace from 'close-with-grace'
import { variables } from './config.ts'
import { explainFileError } from './file-error.ts'
import { LocalError } from './local-error.ts'
import { createStack } from './stack.ts'

const config = readConfigOrExit(variables)
// Api and worker read their own settings.
const stack = createStack(config, process.env, say)
let stoppingSince: number | undefined
let failed = false

const grace = closeWithGrace(
  {
    delay: 9_800,
    logger: false,
    // Handled below: close-with-grace would exit at a second one and leave processes behind.
    skip: ['SIGINT', 'SIGTERM', 'uncaughtException', 'unhandledRejection'],
    onTimeout: () => stack.kill(),
    onSecondSignal: () => stack.kill(),
  },
  async () => {
    stoppingSince ??= performance.now()
    await stack.stop()
    // Thrown, it becomes exit code 1.
    if (failed) throw new Error('failed')
    say('stopped')
  },
)
for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, interrupt)
for (const name of ['uncaughtException', 'unhandledRejection'] as const) process.on(name, fail)
// The terminal may be closed before the last lines are written.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

stack.run().catch(fail)

function interrupt(): void {
  if (stoppingSince === undefined) {
    stoppingSince = performance.now()
    say('stopping …')
    grace.close()
    return
  }
  // The terminal sends Ctrl-C to npm and to this process, and npm forwards it: one key, two signals.
  if (performance.now() - stoppingSince < 500) return
  stack.kill()
  process.exit(1)
}

function fail(error: unknown): void {
  // What was in progress fails once PostgreSQL stops.
  if (stoppingSince !== undefined) return
  stoppingSince = performance.now()
  failed = true
  const line = error instanceof LocalError ? error.message : explainFileError(error)
  process.stderr.write(`${line ?? inspect(error)}\n`)
  grace.close()
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
