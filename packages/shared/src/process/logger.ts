import { createRequire } from 'node:module'
import { type DestinationStream, type Logger, pino } from 'pino'
import type { PinoPretty } from 'pino-pretty'

export type { Logger }

/**
 * The logger of one process: JSON lines on standard output, or lines to be read where that is a terminal.
 *
 * @param service what every line names as its origin, such as `api`
 * @param level one of pino's levels
 * @param output an open file, standard output unless given
 */
export function createLogger(
  service: string,
  level: string,
  output: { fd: number; isTTY?: boolean } = process.stdout,
): Logger {
  const destination = output.isTTY ? prettyOutput(output.fd) : jsonOutput(output.fd)
  return pino({ name: service, level, timestamp: pino.stdTimeFunctions.isoTime }, destination)
}

/**
 * A write for every line would cost more than answering the request it tells of, so lines are gathered for a
 * moment; at exit they are flushed, and only SIGKILL loses some.
 */
function jsonOutput(fd: number): DestinationStream {
  return pino.destination({ dest: fd, sync: false, minLength: 4_096, periodicFlush: 50 })
}

/** Loaded when it is used: most processes never write to a terminal. */
function prettyOutput(destination: number): DestinationStream {
  const require = createRequire(import.meta.url)
  // A CommonJS module, whose types `require` does not know.
  const { PinoPretty: pretty } = require('pino-pretty') as { PinoPretty: typeof PinoPretty }
  return pretty({
    destination,
    sync: true,
    singleLine: true,
    ignore: 'pid,hostname',
    translateTime: 'SYS:HH:MM:ss.l',
  })
}
