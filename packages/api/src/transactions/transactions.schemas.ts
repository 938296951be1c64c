import Type, { type Static } from 'typebox'
import { Sum } from '../jobs/jobs.schemas.ts'
import { NextCursor, PageQuery } from '../server/pagination.ts'
import { Day, nullable, ref, storableText, Time, Uuid } from '../server/route-schemas.ts'
import { MerchantId } from '../settlements/settlements.schemas.ts'

const Kind = Type.Enum(['SALE', 'REFUND', 'ADJUSTMENT'])
const statuses = ['PENDING', 'PAID', 'FAILED', 'REFUNDED', 'CANCELLED'] as const

export const exampleTransaction = {
  id: 1042,
  merchant_id: 'merchant_0001',
  kind: 'SALE',
  status: 'PAID',
  amount_cents: 9900,
  fee_cents: 317,
  net_cents: 9583,
  currency: 'USD',
  paid_at: '2025-01-09T12:00:00.000Z',
  created_at: '2025-01-09T12:00:00.000Z',
  order_id: '0198c4e6-6ad1-7c1f-b1a2-8f1d2ad3f6c1',
  external_id: null,
  source: 'order',
  import_id: null,
  relates_to: null,
}

export const Transaction = Type.Object(
  {
    id: Type.Union(Sum.anyOf, { description: 'A number, or a string of digits beyond 2^53 - 1' }),
    merchant_id: Type.String(),
    kind: Kind,
    status: Type.Enum([...statuses]),
    amount_cents: Type.Union(Sum.anyOf, { description: 'Negative for a refund' }),
    fee_cents: Sum,
    net_cents: Type.Union(Sum.anyOf, { description: 'amount_cents - fee_cents' }),
    currency: Type.String({ description: 'ISO 4217, of the merchant' }),
    paid_at: Type.Union([Time, Type.Null()], {
      description: 'What the day of a transaction is determined by; null if it is not paid',
    }),
    created_at: Time,
    order_id: Type.Union([Uuid, Type.Null()], { description: 'The order that it belongs to' }),
    external_id: nullable(Type.String()),
    source: Type.Union([Type.String(), Type.Null()], {
      description: '`order`, or what an import came from; null for transactions made by hand',
    }),
    import_id: Type.Union([Uuid, Type.Null()], { description: 'The import that it came with' }),
    relates_to: Type.Union([Type.String({ format: 'date' }), Type.Null()], {
      description: 'The day that an adjustment corrects',
    }),
  },
  { $id: 'Transaction', examples: [exampleTransaction] },
)
export type Transaction = Static<typeof Transaction>

export const TransactionQuery = Type.Object(
  {
    merchant_id: Type.Optional(MerchantId),
    date: Type.Optional(
      Type.String({ ...Day, description: 'The local day of paid_at, as settlements cut it' }),
    ),
    timezone: Type.Optional(
      Type.String({
        format: 'time-zone',
        description: 'IANA time zone of date. Default: SETTLEMENT_TIMEZONE',
      }),
    ),
    kind: Type.Optional(Kind),
    status: Type.Optional(
      Type.Enum([...statuses], {
        description:
          'Default: PAID, which settlements sum; any with order_id or external_id. Others need merchant_id',
      }),
    ),
    order_id: Type.Optional(Uuid),
    external_id: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 255,
        pattern: storableText,
        description: 'The id that the source gave it, unique within a merchant',
      }),
    ),
    ...PageQuery,
  },
  { additionalProperties: false },
)
export type TransactionQuery = Static<typeof TransactionQuery>

export const TransactionPage = Type.Object(
  { transactions: Type.Array(ref(Transaction)), next_cursor: NextCursor },
  {
    $id: 'TransactionPage',
    examples: [{ transactions: [exampleTransaction], next_cursor: null }],
  },
)
export type TransactionPage = Static<typeof TransactionPage>
