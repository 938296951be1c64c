import { join } from 'node:path'
import accepts from '@fastify/accepts'
import fastifyStatic from '@fastify/static'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import Type from 'typebox'
import { anyProblems, problems } from '../problems/problem.schemas.ts'
import { ProblemError } from '../problems/problem-error.ts'
import { ref } from '../server/route-schemas.ts'

/** Where the build of the console puts its pages. */
const pages = join(import.meta.dirname, '../../../console/dist/')

// The pages run their own scripts, have their own styles, and call only this service.
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

const Index = Type.Object(
  {
    name: Type.String(),
    links: Type.Record(Type.String(), Type.String({ description: 'Path' })),
  },
  { $id: 'Index' },
)
const index = {
  name: 'order-settlement',
  links: {
    console: '/console/',
    documentation: '/docs',
    openapi: '/openapi.json',
    health: '/health',
    problems: '/problems',
  },
}

const indexSchema = {
  operationId: 'getIndex',
  summary: 'Where everything is',
  description: 'A browser is redirected to the console.',
  tags: ['operations'],
  response: {
    200: {
      description: 'JSON, unless Accept prefers HTML',
      content: { 'application/json': { schema: ref(Index), example: index } },
    },
    302: { description: 'To the console', type: 'null' },
    ...problems('MALFORMED_REQUEST', ...anyProblems),
  },
}

/** The console's pages below `/console/`, and `/`, which leads there. */
export const consoleRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.addSchema(Index)
  await app.register(accepts)

  app.get('/', { schema: indexSchema, config: { public: true } }, async (request, reply) => {
    reply.header('vary', 'Accept')
    if (request.accepts().type(['json', 'html']) !== 'html') return index
    return reply.redirect('/console/')
  })

  app.get('/console', { schema: { hide: true }, config: { public: true } }, (_request, reply) =>
    reply.redirect('/console/'),
  )
  await app.register(servePages, { prefix: '/console' })
}

const servePages: FastifyPluginAsyncTypebox = async (app) => {
  // The routes of @fastify/static have no config of their own.
  app.addHook('onRoute', (route) => {
    route.config = { ...route.config, public: true }
    route.schema = { ...route.schema, hide: true }
  })
  await app.register(fastifyStatic, {
    root: pages,
    preCompressed: true,
    // The names of assets change with their content.
    setHeaders: (reply, path) => {
      reply.header('content-security-policy', policy)
      reply.header(
        'cache-control',
        path.startsWith(join(pages, 'assets')) ? 'public, max-age=31536000, immutable' : 'no-cache',
      )
    },
  })
  // The pages find their way by the path: any other one is theirs to show.
  app.setNotFoundHandler((request, reply) => {
    if (request.method !== 'GET' || request.url.startsWith('/console/assets/')) {
      throw new ProblemError('ROUTE_NOT_FOUND')
    }
    return reply.sendFile('index.html')
  })
}
