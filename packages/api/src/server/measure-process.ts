import type { Database } from '@order-settlement/db/tables.ts'
import { createRegistry, measurePool } from '@order-settlement/shared/process/metrics.ts'
import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import type { Registry } from 'prom-client'

declare module 'fastify' {
  interface FastifyInstance {
    /** The metrics of this app. */
    registry: Registry
  }
}

/** Creates the registry of metrics, with those of Node.js and the connection pool. */
const plugin: FastifyPluginAsync<{ db: Database }> = async (app, { db }) => {
  const registry = createRegistry()
  measurePool(registry, db)
  app.decorate('registry', registry)
}

export const measureProcess = fp(plugin, { name: 'measure-process' })
