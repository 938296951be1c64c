import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/db/tables.ts'
import { boundMerchant } from '../access/callers.ts'
import { anyProblems, problems, urlProblems } from '../problems/problem.schemas.ts'
import { ref } from '../server/route-schemas.ts'
import { listTransactions } from './list-transactions.ts'
import { Transaction, TransactionPage, TransactionQuery } from './transactions.schemas.ts'

const listSchema = {
  operationId: 'listTransactions',
  summary: 'List transactions in the order in which they were paid',
  description:
    'With merchant_id and date, the transactions behind a settled day, as they are now. Transactions that are not paid come last. Those of months that are archived and no longer in the database are left out; a day of such a month is refused.',
  tags: ['transactions'],
  querystring: TransactionQuery,
  response: {
    200: ref(TransactionPage),
    ...problems(...urlProblems, 'ORDER_ARCHIVED', 'DAY_ARCHIVED', ...anyProblems),
  },
}

interface Options {
  db: Database
  /** The zone of days unless a request names one. */
  timezone: string
  /** Of merchants that nobody described. */
  currency: string
}

/** Transactions, which settlements sum. */
export const transactionRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, timezone, currency } = options
  for (const schema of [Transaction, TransactionPage]) app.addSchema(schema)

  app.get(
    '/transactions',
    { schema: listSchema, config: { scope: 'settlements:read', merchantKeys: 'limited' } },
    ({ query, caller }) =>
      listTransactions(db, query, { timezone, currency }, boundMerchant(caller)),
  )
}
