import { createRequire } from 'node:module'
import { type DestinationStream, type Logger, pino } from 'pino'
import type { PinoPretty } from 'pino-pretty'

export type { Logger }

/**
 * The logger of one process: JSON lines on standard output, or readable lines if that is a terminal.
 *
 * @param service the `name` of every line, such as `api`
 * @param level one of pino's levels
 * @param output an open file
 */
export function createLogger(
  service: string,
  level: string,
  output: { fd: number; isTTY?: boolean } = process.stdout,
): Logger {
  const destination = output.isTTY ? prettyOutput(output.fd) : jsonOutput(output.fd)
  const options = {
    name: service,
    level,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
  }
  return pino(options, destination)
}

/** Without the connection that node-postgres attaches, which has its cancel key, and the query tree of Kysely. */
function describeError(error: unknown): unknown {
  // Libraries also report errors that are no instances of Error.
  const described: unknown = pino.stdSerializers.err(error as Error)
  if (typeof described !== 'object') return described
  const { client: _client, node: _node, ...shown } = { ...described } as Record<string, unknown>
  return shown
}

/**
 * Buffers lines for up to 50 ms: one write a line would cost more than answering the request. They are flushed at
 * exit; only SIGKILL loses some.
 */
function jsonOutput(fd: number): DestinationStream {
  return pino.destination({ dest: fd, sync: false, minLength: 4_096, periodicFlush: 50 })
}

/** Loaded on demand: most processes never write to a terminal. */
function prettyOutput(destination: number): DestinationStream {
  const require = createRequire(import.meta.url)
  // `require` returns any, and the module is CommonJS.
  const { PinoPretty: pretty } = require('pino-pretty') as { PinoPretty: typeof PinoPretty }
  return pretty({
    destination,
    sync: true,
    singleLine: true,
    ignore: 'pid,hostname',
    translateTime: 'SYS:HH:MM:ss.l',
  })
}
