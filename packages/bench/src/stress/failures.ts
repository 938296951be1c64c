import type { Postgres } from '@order-settlement/local/embedded-postgres.ts'
import type { Fleet } from './fleet.ts'

export interface Disaster {
  name: string
  strike(fleet: Fleet, postgres: Postgres): Promise<void>
  /** Run once the settlement has ended. */
  repair?(fleet: Fleet): Promise<void>
  /** Whether it must not cost any queue message an attempt. */
  gentle?: boolean
}

const refill = (fleet: Fleet) => fleet.fill()

export const disasters: Disaster[] = [
  {
    name: 'kill -9 of one worker',
    strike: (fleet) => fleet.endWorkers('SIGKILL', 1),
    repair: refill,
  },
  {
    name: 'kill -9 of all workers',
    async strike(fleet) {
      await fleet.endWorkers('SIGKILL')
      await fleet.fill()
    },
  },
  {
    name: 'kill -9 of the api',
    strike: (fleet) => fleet.endApi('SIGKILL'),
    repair: refill,
  },
  {
    name: 'SIGTERM to one worker',
    gentle: true,
    strike: (fleet) => fleet.endWorkers('SIGTERM', 1),
    repair: refill,
  },
  {
    name: 'SIGTERM to all workers',
    gentle: true,
    async strike(fleet) {
      await fleet.endWorkers('SIGTERM')
      await fleet.fill()
    },
  },
  { name: 'restart of PostgreSQL', strike: (_, postgres) => postgres.restart() },
  {
    name: 'kill -9 of PostgreSQL',
    async strike(_, postgres) {
      await postgres.kill()
      await postgres.restart()
    },
  },
]
