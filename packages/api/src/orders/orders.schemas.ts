import Type, { type Static } from 'typebox'
import { NextCursor, PageQuery } from '../server/pagination.ts'
import { nullable, ref, storableText, Time, Uuid } from '../server/route-schemas.ts'

const safe = Number.MAX_SAFE_INTEGER

const exampleRequest = { product_id: 1, quantity: 1, buyer_id: 'user-123' }
export const exampleOrder = {
  id: '0198c4e6-6ad1-7c1f-b1a2-8f1d2ad3f6c1',
  ...exampleRequest,
  status: 'CONFIRMED',
  unit_price_cents: 9900,
  total_cents: 9900,
  currency: 'USD',
  created_at: '2026-11-22T12:00:00.000Z',
  expires_at: null,
  confirmed_at: '2026-11-22T12:00:00.000Z',
  cancelled_at: null,
  refunded_cents: 0,
  returned_units: 0,
  payment_reference: null,
}

/** Units of an order. As many holds as expire_holds() takes back at once, so that these are enough for any order. */
export const maxQuantity = 10_000

const ProductId = Type.Integer({ minimum: 1, maximum: safe })
const BuyerId = Type.String({
  minLength: 1,
  maxLength: 128,
  pattern: storableText,
})
const Text = Type.String({ minLength: 1, maxLength: 255, pattern: storableText })
const Status = Type.Enum(['HELD', 'CONFIRMED', 'CANCELLED', 'EXPIRED'])

export const OrderRequest = Type.Object(
  {
    product_id: ProductId,
    quantity: Type.Integer({ minimum: 1, maximum: maxQuantity }),
    buyer_id: BuyerId,
    hold_seconds: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 86_400,
        description:
          'Holds the units for so long instead of selling them, until they are confirmed',
      }),
    ),
    payment_reference: Type.Optional(Text),
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
    currency: Type.String({ description: 'ISO 4217' }),
    created_at: Time,
    expires_at: nullable(Type.String({ format: 'date-time', description: 'Of a hold' })),
    confirmed_at: nullable(Time),
    cancelled_at: nullable(Time),
    refunded_cents: Type.Integer(),
    returned_units: Type.Integer(),
    payment_reference: nullable(Type.String()),
  },
  { $id: 'Order', examples: [exampleOrder] },
)
export type Order = Static<typeof Order>

export const OrderQuery = Type.Object(
  {
    buyer_id: Type.Optional(BuyerId),
    product_id: Type.Optional(ProductId),
    status: Type.Optional(Status),
    created_from: Type.Optional(
      Type.String({ ...Time, description: 'Placed at this time or later' }),
    ),
    created_to: Type.Optional(Type.String({ ...Time, description: 'Placed before this time' })),
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

export const ConfirmRequest = Type.Object(
  { payment_reference: Type.Optional(Text) },
  {
    $id: 'ConfirmRequest',
    additionalProperties: false,
    examples: [{ payment_reference: 'pay_1' }],
  },
)
export type ConfirmRequest = Static<typeof ConfirmRequest>

export const CancelRequest = Type.Object(
  { reason: Type.Optional(Text) },
  { $id: 'CancelRequest', additionalProperties: false, examples: [{ reason: 'changed my mind' }] },
)
export type CancelRequest = Static<typeof CancelRequest>
