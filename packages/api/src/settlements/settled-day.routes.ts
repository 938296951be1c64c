import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/db/tables.ts'
import { boundMerchant } from '../access/callers.ts'
import { anyProblems, problems, urlProblems } from '../problems/problem.schemas.ts'
import { ref } from '../server/route-schemas.ts'
import { Transaction } from '../transactions/transactions.schemas.ts'
import { DayState, DayStates, DayStatesQuery } from './day-states.schemas.ts'
import { type Defaults, explainDay } from './explain-day.ts'
import {
  DayChange,
  DayChangePage,
  DayChangesQuery,
  DayExplanation,
  DayParams,
  DaySums,
} from './explanation.schemas.ts'
import { listDayChanges } from './list-day-changes.ts'
import { listDayStates } from './list-day-states.ts'
import { SettledDay } from './settlements.schemas.ts'

const tags = ['settlements']

const explainSchema = {
  operationId: 'explainSettlement',
  summary: "Explain a merchant's settled day",
  description:
    'Its sums, the job that settled it, its first transactions, and what has changed since. The day is in the zone of the job.',
  tags,
  params: DayParams,
  response: {
    200: ref(DayExplanation),
    ...problems(...urlProblems, 'SETTLEMENT_NOT_FOUND', 'DAY_ARCHIVED', ...anyProblems),
  },
}

const statesSchema = {
  operationId: 'listSettlementDays',
  summary: 'Read the state of days: settled, open, changed since, closed',
  description:
    'For a calendar. Its cost is that of what has changed since the days were settled, not of their transactions.',
  tags,
  querystring: DayStatesQuery,
  response: { 200: ref(DayStates), ...problems(...urlProblems, ...anyProblems) },
}

const changesSchema = {
  operationId: 'listSettlementChanges',
  summary: 'List the transactions that have changed since a day was settled, by id',
  tags,
  params: DayParams,
  querystring: DayChangesQuery,
  response: {
    200: ref(DayChangePage),
    ...problems(...urlProblems, 'SETTLEMENT_NOT_FOUND', 'DAY_ARCHIVED', ...anyProblems),
  },
}

interface Options extends Defaults {
  db: Database
}

/** The state of days, and a merchant's settled day, explained. */
export const settledDayRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, ...defaults } = options
  for (const schema of [
    SettledDay,
    Transaction,
    DaySums,
    DayExplanation,
    DayChange,
    DayChangePage,
    DayState,
    DayStates,
  ])
    app.addSchema(schema)

  app.get(
    '/settlements/days',
    { schema: statesSchema, config: { scope: 'settlements:read', merchantKeys: 'limited' } },
    ({ query, caller }) =>
      listDayStates(db, {
        timezone: defaults.timezone,
        ...query,
        only: boundMerchant(caller),
      }),
  )

  app.get(
    '/settlements/:merchant_id/:date',
    { schema: explainSchema, config: { scope: 'settlements:read', merchantKeys: 'limited' } },
    ({ params, caller }) => explainDay(db, params, defaults, boundMerchant(caller)),
  )

  app.get(
    '/settlements/:merchant_id/:date/changes',
    { schema: changesSchema, config: { scope: 'settlements:read', merchantKeys: 'limited' } },
    ({ params, query, caller }) =>
      listDayChanges(db, params, query, defaults, boundMerchant(caller)),
  )
}
