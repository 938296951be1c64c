import Type, { type Static } from 'typebox'
import { exampleJob, sums } from '../jobs/jobs.schemas.ts'
import { NextCursor, PageQuery } from '../server/pagination.ts'
import { Day, nullable, ref, Time, Uuid } from '../server/route-schemas.ts'
import { exampleTransaction, Transaction } from '../transactions/transactions.schemas.ts'
import { exampleDay, MerchantId, SettledDay } from './settlements.schemas.ts'

export const DayParams = Type.Object({
  merchant_id: Type.String({ ...MerchantId, examples: [exampleDay.merchant_id] }),
  date: Type.String({ ...Day, examples: [exampleDay.date] }),
})
export type DayParams = Static<typeof DayParams>

export const DaySums = Type.Object(sums, { $id: 'DaySums' })
export type DaySums = Static<typeof DaySums>

/** @param description what is summed */
const sumsOf = (description: string) => Type.Unsafe<DaySums>({ $ref: 'DaySums#', description })

const noSums = {
  txn_count: 0,
  gross_cents: 0,
  fee_cents: 0,
  net_cents: 0,
  refund_cents: 0,
  refund_count: 0,
}
const { txn_count, gross_cents, fee_cents, net_cents, refund_cents, refund_count } = exampleDay
const exampleLate = {
  ...noSums,
  txn_count: 1,
  gross_cents: exampleTransaction.amount_cents,
  fee_cents: exampleTransaction.fee_cents,
  net_cents: exampleTransaction.net_cents,
}

export const DayExplanation = Type.Object(
  {
    settlement: ref(SettledDay),
    job: Type.Union(
      [
        Type.Object({
          job_id: Uuid,
          url: Type.String(),
          from: Type.String({ format: 'date' }),
          to: Type.String({ format: 'date' }),
          timezone: Type.String(),
          started_at: nullable(Time),
          finished_at: nullable(Time),
        }),
        Type.Null(),
      ],
      { description: 'The job that settled the day; null if the day was inserted by hand' },
    ),
    starts_at: Type.String({
      ...Time,
      description: 'The first instant of the day, in the zone of the job',
    }),
    ends_at: Type.String({ ...Time, description: 'The instant after its last one' }),
    now: sumsOf(
      'Its transactions as they are now: settlement + late + changed - vanished + unexplained',
    ),
    late: sumsOf('Transactions that are on the day now and were not summed, since they came later'),
    changed: sumsOf('What changes of transactions that were summed have added'),
    vanished: sumsOf(
      'Transactions that were summed and are on the day no longer: deleted, moved to another day or merchant, or not PAID any more',
    ),
    unexplained: sumsOf(
      'Differences without a trace: from before the service kept one, of a settled day that was changed by hand, or after a restore into another cluster',
    ),
    transactions: Type.Array(ref(Transaction), {
      description: 'The first of the day as they are now, in the order in which they were paid',
    }),
    next_cursor: Type.Union(NextCursor.anyOf, {
      description: 'cursor of transactions_url for the next ones; null if these are all',
    }),
    transactions_url: Type.String({ description: 'Path of GET /transactions for this day' }),
    changes_url: Type.String({
      description: 'Path of the transactions that are late, changed or vanished',
    }),
  },
  {
    $id: 'DayExplanation',
    examples: [
      {
        settlement: exampleDay,
        job: {
          job_id: exampleJob.job_id,
          url: `/jobs/${exampleJob.job_id}`,
          from: exampleJob.from,
          to: exampleJob.to,
          timezone: exampleJob.timezone,
          started_at: exampleJob.started_at,
          finished_at: exampleJob.finished_at,
        },
        starts_at: '2025-01-09T00:00:00.000Z',
        ends_at: '2025-01-10T00:00:00.000Z',
        now: {
          txn_count: txn_count + exampleLate.txn_count,
          gross_cents: gross_cents + exampleLate.gross_cents,
          fee_cents: fee_cents + exampleLate.fee_cents,
          net_cents: net_cents + exampleLate.net_cents,
          refund_cents,
          refund_count,
        },
        late: exampleLate,
        changed: noSums,
        vanished: noSums,
        unexplained: noSums,
        transactions: [exampleTransaction],
        next_cursor: null,
        transactions_url: '/transactions?merchant_id=merchant_0001&date=2025-01-09&timezone=UTC',
        changes_url: '/settlements/merchant_0001/2025-01-09/changes',
      },
    ],
  },
)
export type DayExplanation = Static<typeof DayExplanation>

export const DayChangesQuery = Type.Object(PageQuery, { additionalProperties: false })
export type DayChangesQuery = Static<typeof DayChangesQuery>

export const DayChange = Type.Object(
  {
    change: Type.Enum(['LATE', 'CHANGED', 'VANISHED']),
    changed_at: Type.Union([Time, Type.Null()], {
      description: 'When the transaction came, or was last changed or deleted',
    }),
    before: Type.Union([ref(Transaction), Type.Null()], {
      description: 'As it was summed; null if it was not',
    }),
    after: Type.Union([ref(Transaction), Type.Null()], {
      description: 'As it is now; null if it was deleted, or is of another merchant now',
    }),
  },
  { $id: 'DayChange' },
)
export type DayChange = Static<typeof DayChange>

export const DayChangePage = Type.Object(
  { changes: Type.Array(ref(DayChange)), next_cursor: NextCursor },
  {
    $id: 'DayChangePage',
    examples: [
      {
        changes: [
          {
            change: 'LATE',
            changed_at: '2026-11-22T12:30:00.000Z',
            before: null,
            after: exampleTransaction,
          },
        ],
        next_cursor: null,
      },
    ],
  },
)
export type DayChangePage = Static<typeof DayChangePage>
