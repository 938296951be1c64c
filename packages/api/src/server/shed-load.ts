import underPressure from '@fastify/under-pressure'
import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import { probePaths } from '../health/probe-paths.ts'
import { ProblemError } from '../problems/problem-error.ts'

/** How long after the start the samples are ignored, in ms: starting blocks the event loop. */
const startUpMs = 1_000

interface ShedLoadOptions {
  /** Requests are refused while the mean event loop delay of the last half second exceeds it; 0 never refuses. */
  maxEventLoopDelayMs: number
}

/** Load shedding: answers 503 OVERLOADED while the event loop is late, except to probes. */
const plugin: FastifyPluginAsync<ShedLoadOptions> = async (app, { maxEventLoopDelayMs }) => {
  let readyAt = Number.POSITIVE_INFINITY
  app.addHook('onReady', async () => {
    readyAt = performance.now()
  })
  await app.register(underPressure, {
    maxEventLoopDelay: maxEventLoopDelayMs,
    sampleInterval: 500,
    pressureHandler({ routeOptions }) {
      if (performance.now() - readyAt < startUpMs) return
      // Orchestrators restart a process that fails its probes.
      if (!probePaths.has(routeOptions.url)) throw new ProblemError('OVERLOADED')
    },
  })
}

export const shedLoad = fp(plugin, {
  name: 'shed-load',
  dependencies: ['handle-errors', 'limit-rates', 'check-scopes'],
})
