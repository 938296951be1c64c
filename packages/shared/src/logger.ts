import { type Logger, pino } from 'pino'

export type { Logger }

/**
 * The logger of one process: JSON lines on standard output.
 *
 * @param service what every line names as its origin, such as `api`
 * @param level one of pino's levels
 */
export function createLogger(service: string, level: string): Logger {
  return pino({
    name: service,
    level,
    timestamp: pino.stdTimeFunctions.isoTime,
  })
}
