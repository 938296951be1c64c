import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyPluginAsync, FastifySchema, RouteOptions } from 'fastify'
import fp from 'fastify-plugin'
import { probePaths } from '../health/probe-paths.ts'
import { problems } from '../problems/problem.schemas.ts'
import { docsPage } from './docs-page.ts'
import { NoBody } from './route-schemas.ts'

const description = `Takes orders for products with limited stock, and settles merchants' transactions by the day.

Money is in integer cents, times are RFC 3339 in UTC, days are YYYY-MM-DD. Unknown properties are refused.

Errors are problem documents (RFC 9457) with a stable \`code\`, which \`GET /problems\` lists; only a 503 of the health
checks is not. Retry a 503 after the seconds in \`Retry-After\`. Besides the responses listed, any operation may
return 400 MALFORMED_URL, 408 REQUEST_TIMEOUT, 414 URL_TOO_LONG or 431 HEADERS_TOO_LARGE. An unknown path returns
404 ROUTE_NOT_FOUND, an unknown method 405 METHOD_NOT_ALLOWED.`

/** Describes every route that is registered after it, and serves a page to read and try them at `/docs`. */
const plugin: FastifyPluginAsync = async (app) => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Order settlement', version: '1.0.0', description },
      servers: [{ url: '/' }],
      tags: [
        { name: 'merchants', description: 'What merchants are called, paid in, and pay' },
        { name: 'products', description: 'What is for sale, and its stock' },
        { name: 'orders', description: 'Orders for products with limited stock' },
        { name: 'transactions', description: 'The payments of merchants, which settlements sum' },
        { name: 'imports', description: 'Transactions that come in as files' },
        { name: 'settlements', description: 'What merchants are owed, day by day' },
        { name: 'operations', description: 'Health, metrics and problems' },
      ],
      components: {
        securitySchemes: {
          key: {
            type: 'http',
            scheme: 'bearer',
            description: 'An API key. Required only if the service has keys configured.',
          },
        },
      },
    },
    refResolver: { buildLocalReference: ({ $id }, _base, _fragment, i) => String($id ?? i) },
    transform: ({ schema = {}, url, route }) => ({ schema: describe(schema, url, route), url }),
  })
  await app.register(async (docs) => {
    // The routes of @fastify/swagger-ui have no config of their own.
    docs.addHook('onRoute', (route) => {
      route.config = { ...route.config, public: true }
    })
    await docs.register(swaggerUi, docsPage)
  })
}

export const describeRoutes = fp(plugin, {
  name: 'describe-routes',
  dependencies: ['handle-errors', 'collect-routes'],
})

/** Serves the document, which is built once. */
export const documentRoutes: FastifyPluginAsyncTypebox = async (app) => {
  let document = ''
  app.addHook('onReady', async () => {
    document = JSON.stringify(app.swagger())
  })
  app.get(
    '/openapi.json',
    { schema: { hide: true }, config: { public: true } },
    (_request, reply) => reply.type('application/json').send(document),
  )
}

/** Adds what follows from the options of a route, so that no route repeats it. */
function describe(schema: FastifySchema, url: string, { config }: RouteOptions): FastifySchema {
  const { body, ...described } = schema
  const refusesMerchantKeys = config?.merchantKeys === 'refused'
  const forbidden = refusesMerchantKeys
    ? (['FORBIDDEN', 'MERCHANT_KEY_REFUSED'] as const)
    : (['FORBIDDEN'] as const)
  return {
    ...described,
    ...(body && body !== NoBody ? { body } : {}),
    security: config?.scope ? [{ key: [config.scope] }, ...(config.orSigned ? [{}] : [])] : [],
    response: {
      ...(config?.scope ? problems('UNAUTHENTICATED', ...forbidden) : {}),
      ...(schema.response as object),
      ...(probePaths.has(url) ? {} : problems('RATE_LIMITED')),
    },
  }
}
