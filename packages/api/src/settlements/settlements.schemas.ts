import Type, { type Static } from 'typebox'
import { Uuid } from '../http/id-params.ts'
import { NextCursor, PageQuery } from '../http/pages.ts'

// PostgreSQL knows no year 0.
export const Day = Type.String({ format: 'date', pattern: '^(?!0000)' })
export const Time = Type.String({ format: 'date-time' })
export const nullable = <Schema extends Type.TSchema>(schema: Schema) =>
  Type.Union([schema, Type.Null()])

export const SettlementRequest = Type.Object(
  {
    from: Day,
    to: Day,
    timezone: Type.Optional(Type.String({ format: 'time-zone' })),
    force: Type.Optional(
      Type.Boolean({ description: 'Start one even if the same is queued or running' }),
    ),
  },
  { additionalProperties: false },
)
export type SettlementRequest = Static<typeof SettlementRequest>

const Status = Type.Enum(['QUEUED', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED'])

export const StartedJob = Type.Object({ job_id: Uuid, status: Status })
export type StartedJob = Static<typeof StartedJob>

export const CancelledJob = Type.Object({ job_id: Uuid, status: Type.Literal('CANCELLED') })
export type CancelledJob = Static<typeof CancelledJob>

/** A cancel takes no body; clients that must send one send an empty object. */
export const NoBody = Type.Union([Type.Null(), Type.Object({}, { additionalProperties: false })])

export const Sum = Type.Union([Type.Integer(), Type.String({ pattern: '^-?[0-9]+$' })], {
  description: 'a number, or its digits as a string where a number would be rounded',
})

export const Totals = Type.Object({
  txn_count: Sum,
  gross_cents: Sum,
  fee_cents: Sum,
  net_cents: Sum,
})

const Proof = Type.Object({
  source: Totals,
  settlements: Totals,
  csv: Type.Object({
    ...Totals.properties,
    rows: Type.Integer(),
    bytes: Type.Integer(),
    sha256: Type.String(),
  }),
  drift: Totals,
})

export const Job = Type.Object({
  job_id: Uuid,
  type: Type.Literal('settlement'),
  status: Status,
  from: Type.String(),
  to: Type.String(),
  timezone: Type.String(),
  progress: Type.Number({ description: 'percent, 0 to 100 with one decimal' }),
  processed: Type.Integer({ description: 'transactions summed and committed' }),
  total: Type.Integer({ description: 'transactions found so far; all of them once planned' }),
  download_url: nullable(Type.String()),
  error: nullable(Type.String()),
  proof: nullable(Proof),
  created_at: Time,
  started_at: nullable(Time),
  finished_at: nullable(Time),
})
export type Job = Static<typeof Job>

export const JobQuery = Type.Object(
  {
    status: Type.Optional(Status),
    from: Type.Optional(Day),
    to: Type.Optional(Day),
    ...PageQuery,
  },
  { additionalProperties: false },
)
export type JobQuery = Static<typeof JobQuery>

export const JobPage = Type.Object({ jobs: Type.Array(Job), next_cursor: NextCursor })
export type JobPage = Static<typeof JobPage>
