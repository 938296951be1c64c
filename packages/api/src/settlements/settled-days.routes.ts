import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/db/tables.ts'
import { anyProblems, problem, urlProblems } from '../problems/problem.schemas.ts'
import { idParams, ref } from '../server/route-schemas.ts'
import { queryValidator } from '../server/validation.ts'
import { listSettledDays } from './list-settlements.ts'
import { readDiff } from './read-diff.ts'
import {
  Change,
  Diff,
  DiffQuery,
  SettledDay,
  SettledDayPage,
  SettledDaysQuery,
} from './settled-days.schemas.ts'
import { exampleJob, Totals } from './settlements.schemas.ts'

const tags = ['settlements']

const listing = {
  operationId: 'listSettlements',
  summary: 'List settled days, by merchant and date',
  tags,
  querystring: SettledDaysQuery,
  response: { 200: ref(SettledDayPage), ...urlProblems, ...anyProblems },
}

const comparing = {
  operationId: 'getJobDiff',
  summary: 'Tell what a completed settlement changed',
  tags,
  params: idParams(exampleJob.job_id),
  querystring: DiffQuery,
  response: {
    200: ref(Diff),
    ...urlProblems,
    ...problem(404, ['JOB_NOT_FOUND']),
    ...problem(409, ['JOB_NOT_COMPLETED']),
    ...anyProblems,
  },
}

export const settledDaysRoutes: FastifyPluginAsyncTypebox<{ db: Database }> = async (
  app,
  { db },
) => {
  for (const schema of [Totals, SettledDay, SettledDayPage, Change, Diff]) app.addSchema(schema)

  app.get(
    '/settlements',
    { schema: listing, validatorCompiler: queryValidator, config: { scope: 'settlements:read' } },
    ({ query }) => listSettledDays(db, query),
  )

  app.get(
    '/jobs/:id/diff',
    { schema: comparing, validatorCompiler: queryValidator, config: { scope: 'settlements:read' } },
    ({ params, query }) => readDiff(db, params.id, query),
  )
}
