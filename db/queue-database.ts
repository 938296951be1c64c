import type { Logger } from '@order-settlement/shared/process/logger.ts'
import type pg from 'pg'
import type { Db } from 'pg-boss'
import { listen } from './listen.ts'

/**
 * The database of a pg-boss: its statements go to the pool, and it listens on a connection of its own. pg-boss's own
 * pool knows neither several servers nor poolers, and gives up listening if its first attempt fails.
 *
 * @param directUrl where sessions are kept
 */
export function queueDatabase(pool: pg.Pool, directUrl: string, logger: Logger): Db {
  return {
    executeSql: (text, values) => pool.query(text, values),
    async listen(channel, onNotification, onGap) {
      const listener = listen({
        url: directUrl,
        applicationName: 'pgboss:listener',
        channel,
        logger,
        onNotification,
        onGap,
      })
      listener.start()
      return listener
    },
    poolCounts: () => ({
      max: pool.options.max,
      total: pool.totalCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
  }
}
