import type { Postgres } from '@order-settlement/local/embedded-postgres.ts'
import type { Fleet } from './fleet.ts'

/** A failure to inject while a settlement runs. */
export interface Failure {
  name: string
  inject(fleet: Fleet, postgres: Postgres): Promise<void>
  /** Run once the settlement has ended. */
  repair?(fleet: Fleet): Promise<void>
  /** Whether no queue message may need a retry. */
  graceful?: boolean
}

const startMissing = (fleet: Fleet) => fleet.startMissing()

export const killApi: Failure = {
  name: 'kill -9 of the api',
  inject: (fleet) => fleet.stopApi('SIGKILL'),
  repair: startMissing,
}

export const killPostgres: Failure = {
  name: 'kill -9 of PostgreSQL',
  async inject(_, postgres) {
    await postgres.kill()
    await postgres.restart()
  },
}

export const failures: Failure[] = [
  {
    name: 'kill -9 of one worker',
    inject: (fleet) => fleet.stopWorkers('SIGKILL', 1),
    repair: startMissing,
  },
  {
    name: 'kill -9 of all workers',
    async inject(fleet) {
      await fleet.stopWorkers('SIGKILL')
      await fleet.startMissing()
    },
  },
  killApi,
  {
    name: 'SIGTERM to one worker',
    graceful: true,
    inject: (fleet) => fleet.stopWorkers('SIGTERM', 1),
    repair: startMissing,
  },
  {
    name: 'SIGTERM to all workers',
    graceful: true,
    async inject(fleet) {
      await fleet.stopWorkers('SIGTERM')
      await fleet.startMissing()
    },
  },
  { name: 'restart of PostgreSQL', inject: (_, postgres) => postgres.restart() },
  killPostgres,
]
