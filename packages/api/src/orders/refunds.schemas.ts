import Type, { type Static } from 'typebox'
import { Sum } from '../jobs/jobs.schemas.ts'
import { NextCursor, PageQuery } from '../server/pagination.ts'
import { ref, storableText, Time, Uuid } from '../server/route-schemas.ts'

export const RefundRequest = Type.Object(
  {
    amount_cents: Type.Integer({
      minimum: 0,
      maximum: Number.MAX_SAFE_INTEGER,
      description: '0 only for units that return without money',
    }),
    return_units: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 10_000, description: 'Units to sell again; default 0' }),
    ),
    reason: Type.Optional(Type.String({ minLength: 1, maxLength: 255, pattern: storableText })),
  },
  {
    $id: 'RefundRequest',
    additionalProperties: false,
    examples: [{ amount_cents: 4950, return_units: 1, reason: 'damaged' }],
  },
)
export type RefundRequest = Static<typeof RefundRequest>

const exampleRefund = {
  id: '0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10',
  order_id: '0198c4e6-6ad1-7c1f-b1a2-8f1d2ad3f6c1',
  amount_cents: 4950,
  fee_cents: -143,
  return_units: 1,
  created_at: '2026-11-23T09:00:00.000Z',
}

export const Refund = Type.Object(
  {
    id: Uuid,
    order_id: Uuid,
    amount_cents: Type.Integer(),
    fee_cents: Type.Union(Sum.anyOf, {
      description: 'What the merchant gets back of its fee: 0 or negative',
    }),
    return_units: Type.Integer(),
    created_at: Time,
  },
  { $id: 'Refund', examples: [exampleRefund] },
)
export type Refund = Static<typeof Refund>

export const RefundQuery = Type.Object(PageQuery, { additionalProperties: false })
export type RefundQuery = Static<typeof RefundQuery>

export const RefundPage = Type.Object(
  { refunds: Type.Array(ref(Refund)), next_cursor: NextCursor },
  { $id: 'RefundPage', examples: [{ refunds: [exampleRefund], next_cursor: null }] },
)
export type RefundPage = Static<typeof RefundPage>
