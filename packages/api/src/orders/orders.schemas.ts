import Type, { type Static } from 'typebox'
import { Uuid } from '../http/id-params.ts'
import { ProblemDocument } from '../http/problem.schemas.ts'

const safe = Number.MAX_SAFE_INTEGER

export const OrderRequest = Type.Object(
  {
    product_id: Type.Integer({ minimum: 1, maximum: safe }),
    quantity: Type.Integer({ minimum: 1, maximum: 10_000 }),
    buyer_id: Type.String({
      minLength: 1,
      maxLength: 128,
      // PostgreSQL stores no NUL, and UTF-8 has no lone surrogates.
      pattern: '^[^\\u0000\\uD800-\\uDFFF]*$',
    }),
  },
  { additionalProperties: false },
)
export type OrderRequest = Static<typeof OrderRequest>

export const Order = Type.Object({
  id: Uuid,
  product_id: Type.Integer(),
  quantity: Type.Integer(),
  buyer_id: Type.String(),
  status: Type.Enum(['CONFIRMED', 'CANCELLED']),
  unit_price_cents: Type.Integer(),
  total_cents: Type.Integer(),
  created_at: Type.String({ format: 'date-time' }),
})
export type Order = Static<typeof Order>

export const OutOfStockProblem = Type.Object({
  ...ProblemDocument.properties,
  requested: Type.Integer({ description: 'Units asked for' }),
  available: Type.Integer({ description: 'Units left' }),
})
