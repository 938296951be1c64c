/** What a key may allow. `admin` includes every other scope. */
export const scopes = [
  'orders:write',
  'orders:read',
  'products:write',
  'products:read',
  'settlements:write',
  'settlements:read',
  'metrics:read',
  'admin',
] as const

export type Scope = (typeof scopes)[number]

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The scope that callers need. */
    scope?: Scope
    /** Whether callers need no key. A route has either this or a scope, else the app does not start. */
    public?: boolean
    /** Whether a signed URL needs no key. The route verifies the signature. */
    orSigned?: boolean
  }
}
