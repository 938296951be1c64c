import Type, { type Static } from 'typebox'
import { Uuid } from '../http/id-params.ts'
import { NextCursor, PageQuery } from '../http/pages.ts'
import { Day, nullable, Sum, Time, Totals } from './settlements.schemas.ts'

// PostgreSQL stores no NUL, and UTF-8 has no lone surrogates.
const MerchantId = Type.String({ minLength: 1, pattern: '^[^\\u0000\\uD800-\\uDFFF]*$' })

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

const SettledDay = Type.Object({
  merchant_id: Type.String(),
  date: Type.String({ format: 'date' }),
  gross_cents: Sum,
  fee_cents: Sum,
  net_cents: Sum,
  txn_count: Sum,
  generated_at: Time,
  unique_run_id: Uuid,
})
export type SettledDay = Static<typeof SettledDay>

export const SettledDayPage = Type.Object({
  settlements: Type.Array(SettledDay),
  next_cursor: NextCursor,
})
export type SettledDayPage = Static<typeof SettledDayPage>

export const DiffQuery = Type.Object(PageQuery, { additionalProperties: false })
export type DiffQuery = Static<typeof DiffQuery>

const Change = Type.Object({
  merchant_id: Type.String(),
  date: Type.String({ format: 'date' }),
  replaced_run_id: nullable(Uuid),
  before: nullable(Totals),
  after: nullable(Totals),
  change: Type.Object(Totals.properties, { description: 'after minus before' }),
})
export type Change = Static<typeof Change>

export const Diff = Type.Object({
  job_id: Uuid,
  changes: Type.Array(Change, {
    description: 'merchants and days that an earlier run had settled otherwise, or not',
  }),
  next_cursor: NextCursor,
})
export type Diff = Static<typeof Diff>
