import type { Database } from '@order-settlement/db/tables.ts'
import { createRegistry, measurePools } from '@order-settlement/shared/process/metrics.ts'
import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import type pg from 'pg'
import type { Registry } from 'prom-client'

declare module 'fastify' {
  interface FastifyInstance {
    /** The metrics of this app. */
    registry: Registry
  }
}

/** Creates the registry of metrics, with those of Node.js and the connection pools. */
const plugin: FastifyPluginAsync<{ pools: Record<string, Database | pg.Pool> }> = async (
  app,
  { pools },
) => {
  const registry = createRegistry()
  measurePools(registry, pools)
  app.decorate('registry', registry)
}

export const measureProcess = fp(plugin, { name: 'measure-process' })
