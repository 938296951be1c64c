import Type, { type Static } from 'typebox'
import { NextCursor, PageQuery } from '../server/pagination.ts'
import { ref, storableText, Uuid } from '../server/route-schemas.ts'

const safe = Number.MAX_SAFE_INTEGER

const exampleRequest = { product_id: 1, quantity: 1, buyer_id: 'user-123' }
export const exampleOrder = {
  id: '0198c4e6-6ad1-7c1f-b1a2-8f1d2ad3f6c1',
  ...exampleRequest,
  status: 'CONFIRMED',
  unit_price_cents: 9900,
  total_cents: 9900,
  created_at: '2026-11-22T12:00:00.000Z',
}

const ProductId = Type.Integer({ minimum: 1, maximum: safe })
const BuyerId = Type.String({
  minLength: 1,
  maxLength: 128,
  pattern: storableText,
})
const Status = Type.Enum(['HELD', 'CONFIRMED', 'CANCELLED', 'EXPIRED'])

export const OrderRequest = Type.Object(
  {
    product_id: ProductId,
    quantity: Type.Integer({ minimum: 1, maximum: 10_000 }),
    buyer_id: BuyerId,
  },
  { $id: 'OrderRequest', additionalProperties: false, examples: [exampleRequest] },
)
export type OrderRequest = Static<typeof OrderRequest>

export const Order = Type.Object(
  {
    id: Uuid,
    product_id: Type.Integer(),
    quantity: Type.Integer(),
    buyer_id: Type.String(),
    status: Status,
    unit_price_cents: Type.Integer(),
    total_cents: Type.Integer(),
    created_at: Type.String({ format: 'date-time' }),
  },
  { $id: 'Order', examples: [exampleOrder] },
)
export type Order = Static<typeof Order>

export const OrderQuery = Type.Object(
  {
    buyer_id: Type.Optional(BuyerId),
    product_id: Type.Optional(ProductId),
    status: Type.Optional(Status),
    ...PageQuery,
  },
  { additionalProperties: false },
)
export type OrderQuery = Static<typeof OrderQuery>

export const OrderPage = Type.Object(
  { orders: Type.Array(ref(Order)), next_cursor: NextCursor },
  { $id: 'OrderPage', examples: [{ orders: [exampleOrder], next_cursor: null }] },
)
export type OrderPage = Static<typeof OrderPage>
