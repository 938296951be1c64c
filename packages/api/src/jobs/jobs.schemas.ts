import { jobStatuses } from '@order-settlement/shared/jobs/job-state.ts'
import Type, { type Static } from 'typebox'
import { NextCursor, PageQuery } from '../server/pagination.ts'
import { Day, nullable, ref, Time, Uuid } from '../server/route-schemas.ts'
import { phases } from './progress.ts'

const exampleSums = {
  txn_count: 980002,
  gross_cents: 24597260257,
  fee_cents: 742231098,
  net_cents: 23855029159,
  refund_cents: 0,
  refund_count: 0,
}
const exampleTotals = { ...exampleSums, by_currency: { USD: exampleSums } }
const exampleDrift = {
  txn_count: 0,
  gross_cents: 0,
  fee_cents: 0,
  net_cents: 0,
  refund_cents: 0,
  refund_count: 0,
  by_currency: {},
}
export const exampleJob = {
  job_id: '0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10',
  type: 'settlement',
  status: 'COMPLETED',
  phase: 'DONE',
  from: '2025-01-01',
  to: '2025-01-31',
  timezone: 'UTC',
  includes_open_days: false,
  dry_run: false,
  progress: 100,
  processed: 980002,
  total: 980002,
  total_is_estimate: false,
  rows_per_second: null,
  eta_seconds: null,
  download_url: '/downloads/0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10.csv',
  error: null,
  proof: {
    source: exampleTotals,
    settlements: exampleTotals,
    csv: {
      ...exampleTotals,
      rows: 31000,
      bytes: 3751121,
      sha256: 'fa27cd044472c056bc8cf4e3cbfe96e9f1ff9675c7d27ed4ebb7c6d0b1c903ff',
    },
    drift: exampleDrift,
  },
  created_by: 'finance',
  created_at: '2026-11-22T12:00:00.000Z',
  started_at: '2026-11-22T12:00:00.010Z',
  finished_at: '2026-11-22T12:00:01.200Z',
}

const Status = Type.Enum([...jobStatuses])

export const StartedJob = Type.Object(
  { job_id: Uuid, status: Status },
  { $id: 'StartedJob', examples: [{ job_id: exampleJob.job_id, status: 'QUEUED' }] },
)
export type StartedJob = Static<typeof StartedJob>

export const CancelledJob = Type.Object(
  { job_id: Uuid, status: Type.Literal('CANCELLED') },
  { $id: 'CancelledJob', examples: [{ job_id: exampleJob.job_id, status: 'CANCELLED' }] },
)
export type CancelledJob = Static<typeof CancelledJob>

export const Sum = Type.Union([Type.Integer(), Type.String({ pattern: '^-?[0-9]+$' })], {
  description: 'A number, or a string of digits if a number would lose precision',
})

const refundText = 'What refunds took, as a positive number; gross_cents has it subtracted already'

/** The sums of transactions in one currency. */
export const sums = {
  txn_count: Sum,
  gross_cents: Sum,
  fee_cents: Sum,
  net_cents: Sum,
  refund_cents: { ...Sum, description: refundText },
  refund_count: Sum,
}

export const CurrencyTotals = Type.Object(sums, { $id: 'CurrencyTotals' })

const olderProofs = 'Absent if the job completed before the service counted refunds'

export const Totals = Type.Object(
  {
    ...sums,
    refund_cents: Type.Optional({ ...Sum, description: `${refundText}. ${olderProofs}.` }),
    refund_count: Type.Optional({ ...Sum, description: `${olderProofs}.` }),
    by_currency: Type.Optional(
      Type.Unsafe<Record<string, Static<typeof CurrencyTotals>>>({
        type: 'object',
        additionalProperties: ref(CurrencyTotals),
        description: `The sums of each currency; in drift, of each that differs. ${olderProofs}.`,
      }),
    ),
  },
  { $id: 'Totals', description: 'Sums over all currencies, and of each' },
)

export const Proof = Type.Object(
  {
    source: ref(Totals),
    settlements: ref(Totals),
    csv: Type.Object({
      ...Totals.properties,
      rows: Type.Integer(),
      bytes: Type.Integer(),
      sha256: Type.String(),
    }),
    drift: ref(Totals),
  },
  {
    $id: 'Proof',
    description: 'Sums of transactions, table and file, each computed independently',
  },
)

export const Job = Type.Object(
  {
    job_id: Uuid,
    type: Type.Literal('settlement'),
    status: Status,
    phase: Type.Enum([...phases], {
      description: 'What is done at the moment; DONE in every status that is final',
    }),
    from: Type.String(),
    to: Type.String(),
    timezone: Type.String(),
    includes_open_days: Type.Boolean({
      description:
        'Whether a day of the range had not ended in timezone when the job was created, by the clock of the database: settle it again later',
    }),
    dry_run: Type.Boolean({
      description:
        'Whether the job computes and compares only: it publishes nothing and has no file, and its diff says what it would change',
    }),
    progress: Type.Number({
      description:
        'Percent of the work, with one decimal. It never goes back before a retry; only a completed job has 100.',
    }),
    processed: Type.Integer({ description: 'Transactions summed and committed' }),
    total: Type.Integer({ description: 'Transactions in the range' }),
    total_is_estimate: Type.Boolean({
      description: 'Whether total may change; false once all transactions are summed',
    }),
    rows_per_second: nullable(
      Type.Integer({
        description:
          'Transactions summed a second, from started_at until all are; null unless the job is running and has summed some',
      }),
    ),
    eta_seconds: nullable(
      Type.Integer({
        description:
          'Seconds left, estimated; null like rows_per_second, and without an estimate of the transactions',
      }),
    ),
    download_url: nullable(Type.String()),
    error: nullable(Type.String()),
    proof: nullable(ref(Proof)),
    created_by: {
      ...nullable(Type.String()),
      description:
        'Name of the API key that created the job, or schedule for the nightly one; null if API keys were off. A retry keeps it.',
    },
    created_at: Time,
    started_at: nullable(Time),
    finished_at: nullable(Time),
  },
  { $id: 'Job', examples: [exampleJob] },
)
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

export const JobPage = Type.Object(
  { jobs: Type.Array(ref(Job)), next_cursor: NextCursor },
  { $id: 'JobPage', examples: [{ jobs: [exampleJob], next_cursor: null }] },
)
export type JobPage = Static<typeof JobPage>
