import { maxAmountCents } from '@order-settlement/shared/max-amount.ts'
import Type, { type Static } from 'typebox'
import { Sum } from '../jobs/jobs.schemas.ts'
import { NewMerchantId } from '../merchants/merchants.schemas.ts'
import { NextCursor, PageQuery } from '../server/pagination.ts'
import { nullable, ref, storableText, Time } from '../server/route-schemas.ts'
import { MerchantId } from '../settlements/settlements.schemas.ts'

const safe = Number.MAX_SAFE_INTEGER

export const exampleId = '1'
const exampleProduct = {
  id: 1,
  name: 'Limited Edition',
  merchant_id: 'merchant_0001',
  currency: 'USD',
  price_cents: 9900,
  stock: 100,
  held: 0,
  sold: 0,
  max_per_buyer: 2,
  sale_starts_at: '2026-11-27T12:00:00.000Z',
  sale_ends_at: null,
  status: 'ACTIVE',
  created_at: '2026-11-22T12:00:00.000Z',
  updated_at: '2026-11-22T12:00:00.000Z',
}

const Name = Type.String({ minLength: 1, maxLength: 255, pattern: storableText })
const PriceCents = Type.Integer({ minimum: 0, maximum: maxAmountCents })
const MaxPerBuyer = Type.Integer({
  minimum: 1,
  maximum: 2 ** 31 - 1,
  description:
    'Units that one buyer may have at a time; without it there is no limit. Orders of months that are no longer in the database do not count.',
})
const SaleStart = Type.String({ ...Time, description: 'Orders are refused before' })
const SaleEnd = Type.String({ ...Time, description: 'Orders are refused from then on' })
const Status = Type.Enum(['ACTIVE', 'ARCHIVED'])

export const ProductRequest = Type.Object(
  {
    name: Name,
    merchant_id: NewMerchantId,
    price_cents: PriceCents,
    stock: Type.Optional(
      Type.Integer({ minimum: 0, maximum: safe, description: 'Units to begin with; default 0' }),
    ),
    max_per_buyer: Type.Optional(MaxPerBuyer),
    sale_starts_at: Type.Optional(SaleStart),
    sale_ends_at: Type.Optional(SaleEnd),
  },
  {
    $id: 'ProductRequest',
    additionalProperties: false,
    examples: [
      {
        name: 'Limited Edition',
        merchant_id: 'merchant_0001',
        price_cents: 9900,
        stock: 100,
        max_per_buyer: 2,
      },
    ],
  },
)
export type ProductRequest = Static<typeof ProductRequest>

export const ProductChange = Type.Object(
  {
    name: Type.Optional(Name),
    price_cents: Type.Optional(PriceCents),
    max_per_buyer: Type.Optional(nullable(MaxPerBuyer)),
    sale_starts_at: Type.Optional(nullable(SaleStart)),
    sale_ends_at: Type.Optional(nullable(SaleEnd)),
    archived: Type.Optional(
      Type.Boolean({ description: 'An archived product cannot be ordered; its orders stay' }),
    ),
  },
  {
    $id: 'ProductChange',
    additionalProperties: false,
    minProperties: 1,
    description: 'null removes a limit or a bound of the sale',
    examples: [{ price_cents: 8900, max_per_buyer: null }],
  },
)
export type ProductChange = Static<typeof ProductChange>

export const Product = Type.Object(
  {
    id: Type.Integer(),
    name: Type.String(),
    merchant_id: Type.String(),
    currency: Type.String({
      description: "The merchant's, ISO 4217; CURRENCY for one that nobody described",
    }),
    price_cents: Sum,
    stock: Type.Union(Sum.anyOf, { description: 'Units that can be ordered now' }),
    held: Type.Union(Sum.anyOf, { description: 'Units of orders that are not paid yet' }),
    sold: Type.Union(Sum.anyOf, { description: 'Units of confirmed orders, less returned ones' }),
    max_per_buyer: nullable(Type.Integer()),
    sale_starts_at: nullable(Time),
    sale_ends_at: nullable(Time),
    status: Status,
    created_at: Time,
    updated_at: Type.String({
      ...Time,
      description: 'Last change of the product itself; orders and stock do not count',
    }),
  },
  { $id: 'Product', examples: [exampleProduct] },
)
export type Product = Static<typeof Product>

export const ProductQuery = Type.Object(
  {
    merchant_id: Type.Optional(MerchantId),
    status: Type.Optional(Status),
    ...PageQuery,
  },
  { additionalProperties: false },
)
export type ProductQuery = Static<typeof ProductQuery>

export const ProductPage = Type.Object(
  { products: Type.Array(ref(Product)), next_cursor: NextCursor },
  { $id: 'ProductPage', examples: [{ products: [exampleProduct], next_cursor: null }] },
)
export type ProductPage = Static<typeof ProductPage>

export const StockRequest = Type.Object(
  {
    delta: Type.Integer({
      minimum: -safe,
      maximum: safe,
      description: 'Units to add, or to take away if negative; not 0',
    }),
    reason: Type.String({ minLength: 1, maxLength: 255, pattern: storableText }),
  },
  {
    $id: 'StockRequest',
    additionalProperties: false,
    examples: [{ delta: 50, reason: 'second batch' }],
  },
)
export type StockRequest = Static<typeof StockRequest>

const exampleMovement = {
  id: 2,
  product_id: 1,
  delta: 50,
  reason: 'second batch',
  created_by: 'shop',
  created_at: '2026-11-22T12:00:00.000Z',
}

export const StockMovement = Type.Object(
  {
    id: Type.Integer(),
    product_id: Type.Integer(),
    delta: Sum,
    reason: Type.String({ description: '"by hand" for a change by SQL' }),
    created_by: nullable(
      Type.String({ description: 'Name of the API key; null without API keys, and by hand' }),
    ),
    created_at: Time,
  },
  { $id: 'StockMovement', examples: [exampleMovement] },
)
export type StockMovement = Static<typeof StockMovement>

export const MovementQuery = Type.Object(PageQuery, { additionalProperties: false })
export type MovementQuery = Static<typeof MovementQuery>

export const MovementPage = Type.Object(
  { movements: Type.Array(ref(StockMovement)), next_cursor: NextCursor },
  { $id: 'MovementPage', examples: [{ movements: [exampleMovement], next_cursor: null }] },
)
export type MovementPage = Static<typeof MovementPage>

/** Of at most 16 digits, so that the database can compare it. */
export const ProductParams = Type.Object({
  id: Type.String({
    pattern: '^[1-9][0-9]*$',
    minLength: 1,
    maxLength: 16,
    examples: [exampleId],
  }),
})
