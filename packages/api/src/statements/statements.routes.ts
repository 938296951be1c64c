import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/db/tables.ts'
import Type from 'typebox'
import { boundMerchant } from '../access/callers.ts'
import { anyProblems, problems, urlProblems } from '../problems/problem.schemas.ts'
import { describeHeaders, ref } from '../server/route-schemas.ts'
import { DaySums } from '../settlements/explanation.schemas.ts'
import { readStatement } from './read-statement.ts'
import { sendStatement } from './send-statement.ts'
import {
  Statement,
  StatementHeaders,
  StatementParams,
  StatementQuery,
  StatementRow,
} from './statements.schemas.ts'

const example = `part,merchant_id,from,to,gross_cents,fee_cents,net_cents,txn_count,refund_cents,refund_count,currency,settled,timezones
row,merchant_0001,2025-01-09,2025-01-09,758217,22903,735314,31,0,0,USD,true,UTC
totals,merchant_0001,2025-01-09,2025-01-09,758217,22903,735314,31,0,0,USD,true,UTC
previous,merchant_0001,2025-01-08,2025-01-08,606574,0,606574,31,0,0,USD,true,UTC
difference,merchant_0001,,,151643,22903,128740,0,0,0,USD,,
`

const readSchema = {
  operationId: 'getStatement',
  summary: 'What was settled for a merchant, by day, week or month',
  description:
    'With totals, the period before and the difference, of one currency. It has what was settled, and no transactions that are not settled yet. A day is settled if a completed job that was no dry run covers it, also if the merchant had no transactions on it.',
  tags: ['settlements'],
  params: StatementParams,
  querystring: StatementQuery,
  headers: StatementHeaders,
  response: {
    200: {
      description: 'The statement',
      headers: describeHeaders({ etag: 'Of this state and format; send it in If-None-Match' }),
      content: {
        'application/json': { schema: ref(Statement) },
        'text/csv': { schema: Type.String(), example },
      },
    },
    304: { description: 'The statement has not changed', type: 'null' },
    ...problems(...urlProblems, 'MERCHANT_NOT_FOUND', 'CURRENCY_AMBIGUOUS', ...anyProblems),
  },
}

interface Options {
  db: Database
  /** Of merchants that nobody described, and of days settled before currencies were kept. */
  currency: string
}

/** What was settled for a merchant. */
export const statementRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, currency } = options
  for (const schema of [DaySums, StatementRow, Statement]) app.addSchema(schema)

  app.get(
    '/merchants/:id/statement',
    { schema: readSchema, config: { scope: 'settlements:read', merchantKeys: 'limited' } },
    async (request, reply) => {
      const { params, query, caller } = request
      const only = boundMerchant(caller)
      const statement = await readStatement(db, params.id, query, { currency, only })
      return sendStatement(request, reply, statement, query.format)
    },
  )
}
