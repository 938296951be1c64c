import { connectionCounts } from '@order-settlement/db/connection-counts.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import type pg from 'pg'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'

/**
 * Creates a registry with the metrics of Node.js. Not prom-client's global registry, since a process may have
 * several apps.
 */
export function createRegistry(): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return registry
}

/**
 * Registers the connections of each pool, counted at the scrape.
 *
 * @param pools by the value of the label `pool`
 */
export function measurePools(registry: Registry, pools: Record<string, Database | pg.Pool>): void {
  const gauges = {
    total: ['order_settlement_database_pool_connections', 'Open connections.'],
    idle: ['order_settlement_database_pool_idle_connections', 'Idle connections.'],
    waiting: ['order_settlement_database_pool_waiting', 'Queries that wait for a connection.'],
  } as const
  for (const count of ['total', 'idle', 'waiting'] as const) {
    const [name, help] = gauges[count]
    new Gauge({
      name,
      help,
      labelNames: ['pool'] as const,
      registers: [registry],
      collect() {
        for (const [pool, db] of Object.entries(pools)) {
          this.set({ pool }, connectionCounts(db)[count])
        }
      },
    })
  }
}
