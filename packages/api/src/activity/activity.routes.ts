import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/db/tables.ts'
import { CurrencyTotals } from '../jobs/jobs.schemas.ts'
import { anyProblems, problems, urlProblems } from '../problems/problem.schemas.ts'
import { coalesce } from '../server/coalesce.ts'
import { ref } from '../server/route-schemas.ts'
import { Activity, ActivityQuery } from './activity.schemas.ts'
import { readActivity } from './read-activity.ts'

const readSchema = {
  operationId: 'getActivity',
  summary: 'What is going on: orders a second, sales of today, waiting jobs',
  tags: ['operations'],
  querystring: ActivityQuery,
  response: { 200: ref(Activity), ...problems(...urlProblems, ...anyProblems) },
}

interface Options {
  db: Database
  /** IANA zone of today. */
  timezone: string
  /** Of merchants that nobody described. */
  currency: string
}

export const activityRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, timezone, currency } = options
  for (const schema of [CurrencyTotals, Activity]) app.addSchema(schema)
  // However many watch, one of them asks the database at a time.
  const read = coalesce((seconds) => readActivity(db, Number(seconds), timezone, currency))

  app.get(
    '/activity',
    { schema: readSchema, config: { scope: 'metrics:read', merchantKeys: 'refused' } },
    async ({ query: { seconds = 60 } }) => read(String(seconds)),
  )
}
