import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/db/tables.ts'
import Type from 'typebox'
import { boundMerchant, requireMerchant } from '../access/callers.ts'
import { anyProblems, bodyProblems, problems, urlProblems } from '../problems/problem.schemas.ts'
import { etagDescribed, etagOf, IfMatchHeaders } from '../server/etag.ts'
import { answer, ref } from '../server/route-schemas.ts'
import { listMerchants } from './list-merchants.ts'
import {
  Merchant,
  MerchantPage,
  MerchantParams,
  MerchantQuery,
  MerchantTerms,
} from './merchants.schemas.ts'
import { putMerchant } from './put-merchant.ts'
import { readMerchant } from './read-merchant.ts'

const tags = ['merchants']

const PutHeaders = Type.Object({
  ...IfMatchHeaders.properties,
  'if-none-match': Type.Optional(
    Type.String({ pattern: '^\\*$', description: '* creates the merchant only if there is none' }),
  ),
})

const putSchema = {
  operationId: 'putMerchant',
  summary: 'Create a merchant, or replace its terms',
  description:
    'A property that is left out gets its default. New terms hold from the next order on; what was sold keeps its fee.',
  tags,
  params: MerchantParams,
  headers: PutHeaders,
  body: ref(MerchantTerms),
  response: {
    200: answer('The merchant was there and has these terms', ref(Merchant), etagDescribed),
    201: answer('The merchant is created', ref(Merchant), {
      location: 'Path of the merchant, /merchants/{id}',
      ...etagDescribed,
    }),
    ...problems(
      ...bodyProblems,
      'FORBIDDEN',
      'MERCHANT_KEY_REFUSED',
      'CURRENCY_IN_USE',
      'MERCHANT_CHANGED',
      'MERCHANT_EXISTS',
      ...anyProblems,
    ),
  },
}

const readSchema = {
  operationId: 'getMerchant',
  summary: 'Read a merchant',
  tags,
  params: MerchantParams,
  response: {
    200: answer('The merchant', ref(Merchant), etagDescribed),
    ...problems(...urlProblems, 'MERCHANT_NOT_FOUND', ...anyProblems),
  },
}

const listSchema = {
  operationId: 'listMerchants',
  summary: 'List merchants by id',
  tags,
  querystring: MerchantQuery,
  response: { 200: ref(MerchantPage), ...problems(...urlProblems, ...anyProblems) },
}

interface Options {
  db: Database
  /** Of merchants that nobody described, and of terms that name none. */
  currency: string
}

/** What merchants are called, paid in, and pay. */
export const merchantRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, currency } = options
  for (const schema of [MerchantTerms, Merchant, MerchantPage]) app.addSchema(schema)

  app.put(
    '/merchants/:id',
    { schema: putSchema, config: { scope: 'merchants:write', merchantKeys: 'limited' } },
    async ({ params: { id }, headers, body, caller }, reply) => {
      requireMerchant(caller, id)
      const { merchant, created } = await putMerchant(db, id, body, {
        ifMatch: headers['if-match'],
        mustBeNew: headers['if-none-match'] !== undefined,
        defaultCurrency: currency,
        by: caller?.name ?? null,
      })
      if (created) reply.code(201).header('location', `/merchants/${encodeURIComponent(id)}`)
      reply.header('etag', etagOf(merchant))
      return merchant
    },
  )

  app.get(
    '/merchants',
    { schema: listSchema, config: { scope: 'merchants:read', merchantKeys: 'limited' } },
    ({ query, caller }) => listMerchants(db, query, boundMerchant(caller)),
  )

  app.get(
    '/merchants/:id',
    { schema: readSchema, config: { scope: 'merchants:read', merchantKeys: 'limited' } },
    async ({ params: { id }, caller }, reply) => {
      const merchant = await readMerchant(db, id, boundMerchant(caller))
      reply.header('etag', etagOf(merchant))
      return merchant
    },
  )
}
