import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/db/tables.ts'
import type { PgBoss } from 'pg-boss'
import { boundMerchant, scopedKey } from '../access/callers.ts'
import { CurrencyTotals, exampleJob, StartedJob, Totals } from '../jobs/jobs.schemas.ts'
import { pollHeaders, pollHeadersDescribed } from '../jobs/poll-headers.ts'
import {
  anyProblems,
  bodyProblems,
  problems,
  queueProblems,
  urlProblems,
} from '../problems/problem.schemas.ts'
import {
  IdempotencyHeaders,
  replayHeaders,
  replayHeadersDescribed,
} from '../server/idempotency-key.ts'
import { answer, idParams, ref } from '../server/route-schemas.ts'
import { listSettlements } from './list-settlements.ts'
import { readDiff } from './read-diff.ts'
import {
  Change,
  DayTotals,
  Diff,
  DiffQuery,
  SettledDay,
  SettledDayPage,
  SettledDaysQuery,
  SettlementRequest,
} from './settlements.schemas.ts'
import { startSettlement } from './start-settlement.ts'

const tags = ['settlements']

const startSchema = {
  operationId: 'startSettlement',
  summary: 'Settle a range of days',
  description: 'Returns at once; workers settle in the background.',
  tags,
  body: ref(SettlementRequest),
  headers: IdempotencyHeaders,
  response: {
    200: answer('A job for the same days is already queued or running', ref(StartedJob), {
      ...pollHeadersDescribed,
      ...replayHeadersDescribed,
    }),
    202: answer('The job is queued', ref(StartedJob), {
      ...pollHeadersDescribed,
      ...replayHeadersDescribed,
    }),
    ...problems(
      ...bodyProblems,
      'IDEMPOTENCY_KEY_REUSED',
      'PERIOD_CLOSED',
      'DAY_ARCHIVED',
      ...queueProblems,
    ),
  },
}

const listSchema = {
  operationId: 'listSettlements',
  summary: 'List settlements, by merchant and date',
  tags,
  querystring: SettledDaysQuery,
  response: { 200: ref(SettledDayPage), ...problems(...urlProblems, ...anyProblems) },
}

const diffSchema = {
  operationId: 'getJobDiff',
  summary: 'List what a completed job changed, or how it differs from another one',
  description: 'Of a dry run, what it would have changed of what was settled then.',
  tags,
  params: idParams(exampleJob.job_id),
  querystring: DiffQuery,
  response: {
    200: ref(Diff),
    ...problems(
      ...urlProblems,
      'JOB_NOT_FOUND',
      'JOB_NOT_COMPLETED',
      'JOB_DAYS_DIFFER',
      'DIFF_NOT_KEPT',
      ...anyProblems,
    ),
  },
}

interface Options {
  db: Database
  boss: PgBoss
  /** The zone that days are cut in unless a request names one. */
  timezone: string
  /** Of merchants that nobody described, and of days settled before currencies were kept. */
  currency: string
}

/** Settlements to start, to read by merchant and day, and to compare. */
export const settlementRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, boss, timezone, currency } = options
  for (const schema of [
    SettlementRequest,
    StartedJob,
    CurrencyTotals,
    Totals,
    SettledDay,
    SettledDayPage,
    DayTotals,
    Change,
    Diff,
  ])
    app.addSchema(schema)

  app.post(
    '/jobs/settlement',
    { schema: startSchema, config: { scope: 'settlements:write', merchantKeys: 'refused' } },
    async (request, reply) => {
      const { body, headers, caller } = request
      const key = scopedKey(caller, headers['idempotency-key'])
      const createdBy = caller?.name ?? null
      const job = await startSettlement(db, boss, { timezone, ...body, key, createdBy })
      request.log = request.log.child({ job_id: job.job_id })
      reply.code(job.started ? 202 : 200).headers(pollHeaders(job.job_id))
      reply.headers(replayHeaders(job.replayed))
      return { job_id: job.job_id, status: job.status }
    },
  )

  app.get(
    '/settlements',
    { schema: listSchema, config: { scope: 'settlements:read', merchantKeys: 'limited' } },
    ({ query, caller }) => listSettlements(db, query, currency, boundMerchant(caller)),
  )

  app.get(
    '/jobs/:id/diff',
    { schema: diffSchema, config: { scope: 'settlements:read', merchantKeys: 'limited' } },
    ({ params, query, caller }) =>
      readDiff(db, params.id, query, { currency, only: boundMerchant(caller) }),
  )
}
