import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import type { Caller } from './callers.ts'
import { type KeySettings, openKeyRing } from './key-ring.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Whether callers need API keys. */
    hasKeys: boolean
    /** @returns the caller whose valid key the request has; null if API keys are off too */
    findCaller(request: FastifyRequest): Caller | null
  }
}

/** Sets `request.caller`. Refuses no request, since the rate limit comes next and counts unknown keys too. */
const plugin: FastifyPluginAsync<KeySettings> = async (app, settings) => {
  const keys = openKeyRing(settings, app.log)
  app.decorateRequest('caller', null)
  app.decorate('hasKeys', keys !== undefined)
  app.decorate('findCaller', (request) => {
    const key = bearerToken(request)
    return (key === undefined ? undefined : keys?.find(key)) ?? null
  })
  if (!keys) return
  app.addHook('onRequest', (request, _reply, done) => {
    request.caller = app.findCaller(request)
    done()
  })
  app.addHook('onClose', async () => keys.close())
}

export const identifyCallers = fp(plugin, { name: 'identify-callers' })

/** @returns the API key in the request, valid or not */
export function bearerToken({ headers }: FastifyRequest): string | undefined {
  return /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1]
}
