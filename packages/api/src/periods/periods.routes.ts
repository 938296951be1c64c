import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/db/tables.ts'
import { scopedKey } from '../access/callers.ts'
import { anyProblems, bodyProblems, problems, urlProblems } from '../problems/problem.schemas.ts'
import {
  IdempotencyHeaders,
  replayHeaders,
  replayHeadersDescribed,
} from '../server/idempotency-key.ts'
import { answer, ref } from '../server/route-schemas.ts'
import { closePeriod } from './close-period.ts'
import { listPeriods } from './list-periods.ts'
import {
  ClosedPeriod,
  CloseRequest,
  PeriodChange,
  PeriodPage,
  PeriodQuery,
  ReopenRequest,
} from './periods.schemas.ts'
import { reopenPeriod } from './reopen-period.ts'

const tags = ['settlements']

const closeSchema = {
  operationId: 'closePeriod',
  summary: 'Close all days through one',
  description:
    'Settlements and imports of closed days are refused. Days that are not settled as they are refuse it, unless force is true.',
  tags,
  body: ref(CloseRequest),
  headers: IdempotencyHeaders,
  response: {
    200: answer('These days are closed already', ref(PeriodChange), replayHeadersDescribed),
    201: answer('The days are closed', ref(PeriodChange), replayHeadersDescribed),
    ...problems(
      ...bodyProblems,
      'IDEMPOTENCY_KEY_REUSED',
      'PERIOD_CLOSED',
      'PERIOD_NOT_ENDED',
      'PERIOD_NOT_SETTLED',
      'PERIOD_BUSY',
      ...anyProblems,
    ),
  },
}

const reopenSchema = {
  operationId: 'reopenPeriod',
  summary: 'Reopen the days after one, with a reason',
  tags,
  body: ref(ReopenRequest),
  headers: IdempotencyHeaders,
  response: {
    201: answer('The days are open', ref(PeriodChange), replayHeadersDescribed),
    ...problems(
      ...bodyProblems,
      'IDEMPOTENCY_KEY_REUSED',
      'PERIOD_NOT_CLOSED',
      'PERIOD_ARCHIVED',
      'PERIOD_BUSY',
      ...anyProblems,
    ),
  },
}

const listSchema = {
  operationId: 'listPeriods',
  summary: 'Read what is closed, and who closed and reopened it',
  tags,
  querystring: PeriodQuery,
  response: { 200: ref(PeriodPage), ...problems(...urlProblems, ...anyProblems) },
}

interface Options {
  db: Database
  /** The zone of a closed day unless a request names one. */
  timezone: string
}

/** Days to close and to reopen, and the journal of it. */
export const periodRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { db, timezone }) => {
  for (const schema of [CloseRequest, ReopenRequest, ClosedPeriod, PeriodChange, PeriodPage])
    app.addSchema(schema)

  app.post(
    '/periods/close',
    { schema: closeSchema, config: { scope: 'settlements:close', merchantKeys: 'refused' } },
    async ({ body, headers, caller }, reply) => {
      const key = scopedKey(caller, headers['idempotency-key'])
      const wanted = { timezone, ...body, key, createdBy: caller?.name ?? null }
      const { change, made, replayed } = await closePeriod(db, wanted)
      reply.code(made ? 201 : 200).headers(replayHeaders(replayed))
      return change
    },
  )

  app.post(
    '/periods/reopen',
    { schema: reopenSchema, config: { scope: 'settlements:close', merchantKeys: 'refused' } },
    async ({ body, headers, caller }, reply) => {
      const key = scopedKey(caller, headers['idempotency-key'])
      const wanted = { ...body, key, createdBy: caller?.name ?? null }
      const { change, replayed } = await reopenPeriod(db, wanted)
      reply.code(201).headers(replayHeaders(replayed))
      return change
    },
  )

  app.get(
    '/periods',
    { schema: listSchema, config: { scope: 'settlements:read', merchantKeys: 'refused' } },
    ({ query }) => listPeriods(db, query),
  )
}
