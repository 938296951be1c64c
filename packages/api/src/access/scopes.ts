/** What a key may allow. `admin` includes every other scope. */
export const scopes = [
  'merchants:write',
  'merchants:read',
  'orders:write',
  'orders:read',
  'orders:refund',
  'products:write',
  'products:read',
  'settlements:write',
  'settlements:read',
  'settlements:close',
  'transactions:write',
  'metrics:read',
  'admin',
] as const

export type Scope = (typeof scopes)[number]

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The scope that callers need. */
    scope?: Scope
    /**
     * How a key that is bound to one merchant is treated: `limited` if the handler shows and changes nothing of other
     * merchants, `refused` for 403. Every route with a scope has it, else the app does not start.
     */
    merchantKeys?: 'limited' | 'refused'
    /** Whether callers need no key. A route has either this or a scope, else the app does not start. */
    public?: boolean
    /** Whether a signed URL needs no key. The route verifies the signature. */
    orSigned?: boolean
  }
}
