import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/shared/database.ts'
import { IdParams } from '../http/id-params.ts'
import { problem, serverProblems } from '../http/problem.schemas.ts'
import { queryValidator } from '../http/validation.ts'
import { listSettledDays } from './list-settled-days.ts'
import { readDiff } from './read-diff.ts'
import { Diff, DiffQuery, SettledDayPage, SettledDaysQuery } from './settled-days.schemas.ts'

const listing = {
  querystring: SettledDaysQuery,
  response: {
    200: SettledDayPage,
    400: problem('VALIDATION: the parameters at fault are in errors'),
    ...serverProblems,
  },
}

const comparing = {
  params: IdParams,
  querystring: DiffQuery,
  response: {
    200: Diff,
    400: problem('VALIDATION: the parameters at fault are in errors'),
    404: problem('JOB_NOT_FOUND'),
    409: problem('JOB_NOT_COMPLETED'),
    ...serverProblems,
  },
}

export const settledDaysRoutes: FastifyPluginAsyncTypebox<{ db: Database }> = async (
  app,
  { db },
) => {
  app.get('/settlements', { schema: listing, validatorCompiler: queryValidator }, ({ query }) =>
    listSettledDays(db, query),
  )

  app.get(
    '/jobs/:id/diff',
    { schema: comparing, validatorCompiler: queryValidator },
    ({ params, query }) => readDiff(db, params.id, query),
  )
}
