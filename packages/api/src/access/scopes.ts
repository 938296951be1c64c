/** What a key may allow. `admin` includes every other scope. */
export const scopes = [
  'orders:write',
  'orders:read',
  'settlements:write',
  'settlements:read',
  'metrics:read',
  'admin',
] as const

export type Scope = (typeof scopes)[number]

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a caller must be allowed to do; a route without it is open to all. */
    scope?: Scope
    /** Whether a URL that carries a signature needs no key: the route checks it. */
    orSigned?: boolean
  }
}
