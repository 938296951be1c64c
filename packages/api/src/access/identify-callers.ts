import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import type { ApiKey } from './api-key.ts'
import type { Caller } from './callers.ts'
import { type KeySettings, openKeyRing } from './key-ring.ts'
import { type Session, sessionCookie, verifySession } from './session-cookie.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Whether callers need API keys. */
    hasKeys: boolean
    /** @returns the stored key; undefined if it is unknown or expired, or API keys are off */
    findKey(key: string): ApiKey | undefined
    /** @returns the caller whose valid key the request has; null if API keys are off too */
    findCaller(request: FastifyRequest): Caller | null
  }
  interface FastifyRequest {
    /** The session that the caller was found by; null for a key. */
    session: Session | null
  }
}

interface Options extends KeySettings {
  /** The secret that sessions are signed with. */
  readSecret(): Promise<Buffer>
}

/** Sets `request.caller`. Refuses no request, since the rate limit comes next and counts unknown keys too. */
const plugin: FastifyPluginAsync<Options> = async (app, { readSecret, ...settings }) => {
  const keys = openKeyRing(settings, app.log)
  app.decorateRequest('caller', null)
  app.decorateRequest('session', null)
  app.decorate('hasKeys', keys !== undefined)
  app.decorate('findKey', (key) => keys?.find(key))
  app.decorate('findCaller', (request) => {
    const key = bearerToken(request)
    return (key === undefined ? undefined : keys?.find(key)) ?? null
  })
  if (!keys) return

  app.addHook('onRequest', (request, _reply, done) => {
    request.caller = app.findCaller(request)
    const cookie = request.cookies[sessionCookie]
    // A key in the header wins, also one that is not valid.
    if (!cookie || request.headers.authorization !== undefined || isCrossSite(request))
      return done()
    readSecret().then((secret) => {
      request.session = verifySession(secret, cookie) ?? null
      request.caller = (request.session && keys.findByHash(request.session.hash)) ?? null
      done()
    }, done)
  })
  app.addHook('onClose', async () => keys.close())
}

export const identifyCallers = fp(plugin, {
  name: 'identify-callers',
  dependencies: ['@fastify/cookie'],
})

/** @returns the API key in the request, valid or not */
export function bearerToken({ headers }: FastifyRequest): string | undefined {
  return /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1]
}

/**
 * Whether a page of another origin sent the request. SameSite=Strict keeps the cookie from other sites, but not from
 * other ports and subdomains.
 */
function isCrossSite({ headers, host }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  return headers.origin !== undefined && URL.parse(headers.origin)?.host !== host
}
