import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import Type, { type Static } from 'typebox'
import { anyProblems, bodyProblems, problems } from '../problems/problem.schemas.ts'
import { ProblemError } from '../problems/problem-error.ts'
import { describeHeaders, nullable, ref, Time } from '../server/route-schemas.ts'
import type { Caller } from './callers.ts'
import { scopes } from './scopes.ts'
import { sessionCookie, sessionSeconds, signSession } from './session-cookie.ts'

const SignIn = Type.Object(
  { key: Type.String({ minLength: 1, maxLength: 255 }) },
  { $id: 'SignIn', additionalProperties: false, examples: [{ key: 'osk_…' }] },
)

const Access = Type.Object(
  {
    keys_required: Type.Boolean({ description: 'Whether the service has API keys' }),
    name: nullable(Type.String({ description: 'Of the API key' })),
    scopes: Type.Array(Type.Enum([...scopes])),
    merchant: nullable(
      Type.String({ description: 'The one merchant that the key is bound to; null for all' }),
    ),
    expires_at: nullable(Type.String({ ...Time, description: 'End of the session' })),
  },
  {
    $id: 'Access',
    examples: [
      {
        keys_required: true,
        name: 'finance',
        scopes: ['settlements:read', 'settlements:write'],
        merchant: null,
        expires_at: '2026-11-27T13:00:00.000Z',
      },
    ],
  },
)
type Access = Static<typeof Access>

const tags = ['operations']

const reading = {
  operationId: 'getAccess',
  summary: 'What the caller may do',
  description: 'For pages that show only that. Without a valid key `scopes` is empty.',
  tags,
  response: { 200: ref(Access), ...problems('MALFORMED_REQUEST', ...anyProblems) },
}

const signingIn = {
  operationId: 'signIn',
  summary: 'Exchange an API key for a session cookie',
  description:
    'For the console. The cookie lasts an hour, survives a restart, and is refused as soon as its key is removed. It counts only in requests from pages of this service; everything else sends the key itself. Without API keys there is no cookie, and any key is accepted.',
  tags,
  body: ref(SignIn),
  response: {
    200: {
      description: 'What the key may do',
      headers: describeHeaders({ 'set-cookie': 'HttpOnly, SameSite=Strict' }),
      content: { 'application/json': { schema: ref(Access) } },
    },
    ...problems(...bodyProblems, 'UNAUTHENTICATED', ...anyProblems),
  },
}

const signingOut = {
  operationId: 'signOut',
  summary: 'Remove the session cookie',
  tags,
  response: {
    204: Type.Null({ description: 'Signed out' }),
    ...problems(...bodyProblems, ...anyProblems),
  },
}

/** Sessions of the console. Public, since they are how a browser shows its key. */
export const sessionRoutes: FastifyPluginAsyncTypebox<{
  readSecret(): Promise<Buffer>
}> = async (app, { readSecret }) => {
  for (const schema of [SignIn, Access]) app.addSchema(schema)

  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })

  app.get('/session', { schema: reading, config: { public: true } }, async ({ caller, session }) =>
    toAccess(app.hasKeys, caller, session?.expires),
  )

  app.post('/session', { schema: signingIn, config: { public: true } }, async (request, reply) => {
    if (!app.hasKeys) return toAccess(false, null, undefined)
    const key = app.findKey(request.body.key)
    if (!key) throw new ProblemError('UNAUTHENTICATED', 'The key is unknown or has expired')
    const expires = Date.now() + sessionSeconds * 1000
    const cookie = signSession(await readSecret(), { hash: key.hash, expires })
    reply.setCookie(sessionCookie, cookie, { ...cookieOptions(request), maxAge: sessionSeconds })
    return toAccess(app.hasKeys, key, expires)
  })

  app.delete('/session', { schema: signingOut, config: { public: true } }, async (request, reply) =>
    reply.clearCookie(sessionCookie, cookieOptions(request)).code(204).send(null),
  )
}

/** Secure only over HTTPS, since browsers drop such cookies on plain HTTP. */
function cookieOptions({ protocol }: FastifyRequest) {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: protocol === 'https' } as const
}

function toAccess(hasKeys: boolean, key: Caller | null, expires: number | undefined): Access {
  return {
    keys_required: hasKeys,
    name: key?.name ?? null,
    // Without API keys everybody may do everything.
    scopes: hasKeys ? [...(key?.scopes ?? [])] : ['admin'],
    merchant: key?.merchant ?? null,
    expires_at: expires === undefined ? null : new Date(expires).toISOString(),
  }
}
