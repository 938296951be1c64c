import Type, { type Static } from 'typebox'
import { exampleJob, Sum, sums } from '../jobs/jobs.schemas.ts'
import { NextCursor, PageQuery } from '../server/pagination.ts'
import { Day, nullable, ref, storableText, Time, Uuid } from '../server/route-schemas.ts'

export const SettlementRequest = Type.Object(
  {
    from: Day,
    to: Type.String({ ...Day, description: 'Inclusive; at most 366 days in all' }),
    timezone: Type.Optional(
      Type.String({ format: 'time-zone', description: 'IANA time zone of the days' }),
    ),
    force: Type.Optional(
      Type.Boolean({
        description: 'Start a job even if one for the same days is queued or running',
      }),
    ),
    dry_run: Type.Optional(
      Type.Boolean({
        description:
          'Compute the days and compare them with what is settled, but publish nothing; closed days too',
      }),
    ),
  },
  {
    $id: 'SettlementRequest',
    additionalProperties: false,
    examples: [{ from: '2025-01-01', to: '2025-01-31' }],
  },
)
export type SettlementRequest = Static<typeof SettlementRequest>

/** Also of merchants that nobody described, which may have any id. */
export const MerchantId = Type.String({ minLength: 1, pattern: storableText })

/** What settled days are ordered by. */
export const DayKey = Type.Tuple([MerchantId, Day])
export type DayKey = Static<typeof DayKey>

export const SettledDaysQuery = Type.Object(
  {
    merchant_id: Type.Optional(MerchantId),
    from: Type.Optional(Day),
    to: Type.Optional(Day),
    ...PageQuery,
  },
  { additionalProperties: false },
)
export type SettledDaysQuery = Static<typeof SettledDaysQuery>

const exampleSums = { gross_cents: 758217, fee_cents: 22903, net_cents: 735314, txn_count: 31 }
const exampleRefunds = { refund_cents: 0, refund_count: 0 }
export const exampleDay = {
  merchant_id: 'merchant_0001',
  date: '2025-01-09',
  ...exampleSums,
  generated_at: '2026-11-22T12:00:01.180Z',
  unique_run_id: exampleJob.job_id,
  ...exampleRefunds,
  currency: 'USD',
}

const { gross_cents, fee_cents, net_cents, txn_count, refund_cents, refund_count } = sums
/** In the order of the columns. */
const daySums = { gross_cents, fee_cents, net_cents, txn_count }
const refunds = { refund_cents, refund_count }

const SettledCurrency = Type.String({
  description:
    'ISO 4217, of the merchant when the day was settled. CURRENCY if that was before the service kept currencies.',
})

export const SettledDay = Type.Object(
  {
    merchant_id: Type.String(),
    date: Type.String({ format: 'date' }),
    ...daySums,
    generated_at: Time,
    unique_run_id: Uuid,
    ...refunds,
    currency: SettledCurrency,
  },
  { $id: 'SettledDay', examples: [exampleDay] },
)
export type SettledDay = Static<typeof SettledDay>

export const SettledDayPage = Type.Object(
  { settlements: Type.Array(ref(SettledDay)), next_cursor: NextCursor },
  { $id: 'SettledDayPage', examples: [{ settlements: [exampleDay], next_cursor: null }] },
)
export type SettledDayPage = Static<typeof SettledDayPage>

export const DiffQuery = Type.Object(
  {
    against: Type.Optional(
      Type.String({
        ...Uuid,
        description:
          'Another completed job of the same days and time zone; before is then its result, and after that of this job',
      }),
    ),
    ...PageQuery,
  },
  { additionalProperties: false },
)
export type DiffQuery = Static<typeof DiffQuery>

/** Of a merchant's day. */
export const DayTotals = Type.Object(
  { ...daySums, ...refunds, currency: SettledCurrency },
  { $id: 'DayTotals' },
)

export const Change = Type.Object(
  {
    merchant_id: Type.String(),
    date: Type.String({ format: 'date' }),
    replaced_run_id: nullable(Uuid),
    before: nullable(ref(DayTotals)),
    after: nullable(ref(DayTotals)),
    change: Type.Object(
      { ...daySums, refund_cents: Sum, refund_count },
      {
        description: 'After minus before. All zeros where only the currency has changed.',
      },
    ),
  },
  { $id: 'Change' },
)
export type Change = Static<typeof Change>

export const Diff = Type.Object(
  {
    job_id: Uuid,
    changes: Type.Array(ref(Change), {
      description:
        'Merchants and days that the previous job, or the one in against, settled differently or not at all',
    }),
    next_cursor: NextCursor,
  },
  {
    $id: 'Diff',
    examples: [
      {
        job_id: exampleJob.job_id,
        changes: [
          {
            merchant_id: 'merchant_0001',
            date: '2025-01-09',
            replaced_run_id: '0198c4e5-1f0a-7b3c-8d2e-6c4f9a1b7e55',
            before: {
              gross_cents: 757217,
              fee_cents: 22873,
              net_cents: 734344,
              txn_count: 30,
              ...exampleRefunds,
              currency: 'USD',
            },
            after: { ...exampleSums, ...exampleRefunds, currency: 'USD' },
            change: {
              gross_cents: 1000,
              fee_cents: 30,
              net_cents: 970,
              txn_count: 1,
              ...exampleRefunds,
            },
          },
        ],
        next_cursor: null,
      },
    ],
  },
)
export type Diff = Static<typeof Diff>
