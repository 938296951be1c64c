declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a key must allow for the route. */
    scope?: string
  }
}

export type {}
