import type { FastifyPluginAsync, RouteOptions } from 'fastify'
import fp from 'fastify-plugin'

export interface CollectedRoute {
  /** With parameters as `:name`. */
  url: string
  methods: string[]
  options: RouteOptions
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route registered so far, also those that Fastify and its plugins add. */
    routes: CollectedRoute[]
  }
}

/** Collects the routes of the app. Register it before any plugin that adds routes. */
const plugin: FastifyPluginAsync = async (app) => {
  const routes: CollectedRoute[] = []
  app.decorate('routes', routes)
  app.addHook('onRoute', (options) => {
    routes.push({ url: options.url, methods: [options.method].flat(), options })
  })
}

export const collectRoutes = fp(plugin, { name: 'collect-routes' })
