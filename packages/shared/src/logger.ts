import { type Logger, pino } from 'pino'

export type { Logger }

/**
 * The logger of one process: JSON lines on standard output. A write for every line would cost more than
 * answering the request it tells of, so lines are gathered for a moment; at exit they are flushed, and
 * only SIGKILL loses some.
 *
 * @param service what every line names as its origin, such as `api`
 * @param level one of pino's levels
 */
export function createLogger(service: string, level: string): Logger {
  const destination = pino.destination({ sync: false, minLength: 4_096, periodicFlush: 50 })
  return pino({ name: service, level, timestamp: pino.stdTimeFunctions.isoTime }, destination)
}
