import Type, { type Static } from 'typebox'
import { Uuid } from '../http/id-params.ts'
import { NextCursor, PageQuery } from '../http/pages.ts'
import { ProblemDocument } from '../http/problem.schemas.ts'

const safe = Number.MAX_SAFE_INTEGER

const ProductId = Type.Integer({ minimum: 1, maximum: safe })
const BuyerId = Type.String({
  minLength: 1,
  maxLength: 128,
  // PostgreSQL stores no NUL, and UTF-8 has no lone surrogates.
  pattern: '^[^\\u0000\\uD800-\\uDFFF]*$',
})
const Status = Type.Enum(['CONFIRMED', 'CANCELLED'])

export const OrderRequest = Type.Object(
  {
    product_id: ProductId,
    quantity: Type.Integer({ minimum: 1, maximum: 10_000 }),
    buyer_id: BuyerId,
  },
  { additionalProperties: false },
)
export type OrderRequest = Static<typeof OrderRequest>

export const Order = Type.Object({
  id: Uuid,
  product_id: Type.Integer(),
  quantity: Type.Integer(),
  buyer_id: Type.String(),
  status: Status,
  unit_price_cents: Type.Integer(),
  total_cents: Type.Integer(),
  created_at: Type.String({ format: 'date-time' }),
})
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

export const OrderPage = Type.Object({
  orders: Type.Array(Order),
  next_cursor: NextCursor,
})
export type OrderPage = Static<typeof OrderPage>

export const OutOfStockProblem = Type.Object({
  ...ProblemDocument.properties,
  requested: Type.Integer({ description: 'Units asked for' }),
  available: Type.Integer({ description: 'Units left' }),
})
