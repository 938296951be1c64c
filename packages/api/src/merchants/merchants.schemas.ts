import { maxAmountCents } from '@order-settlement/shared/max-amount.ts'
import { maxMerchantIdLength, merchantIdPattern } from '@order-settlement/shared/merchant-id.ts'
import Type, { type Static } from 'typebox'
import { NextCursor, PageQuery } from '../server/pagination.ts'
import { ref, storableText, Time } from '../server/route-schemas.ts'

/** Where one is written; `MerchantId` of the settlements is for reading. */
export const NewMerchantId = Type.String({
  minLength: 1,
  maxLength: maxMerchantIdLength,
  pattern: merchantIdPattern,
})

const currencyText = 'ISO 4217; fixed once the merchant has a transaction'

const exampleTerms = {
  name: 'Blue Note Records',
  currency: 'USD',
  fee_basis_points: 290,
  fee_fixed_cents: 30,
  refunds_return_fee: false,
}
const exampleMerchant = {
  id: 'merchant_0001',
  ...exampleTerms,
  created_at: '2026-11-22T12:00:00.000Z',
  updated_at: '2026-11-22T12:00:00.000Z',
}

export const MerchantParams = Type.Object({
  id: Type.String({ ...NewMerchantId, examples: [exampleMerchant.id] }),
})

export const MerchantTerms = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200, pattern: storableText }),
    currency: Type.Optional(
      Type.String({ format: 'currency', description: `${currencyText}. Default: CURRENCY` }),
    ),
    fee_basis_points: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 10_000,
        description: 'Part of each sale, in hundredths of a percent. Default 0',
      }),
    ),
    fee_fixed_cents: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: maxAmountCents,
        description: 'Added to the fee of each sale. Default 0',
      }),
    ),
    refunds_return_fee: Type.Optional(
      Type.Boolean({ description: 'Whether a refund returns its part of the fee. Default false' }),
    ),
  },
  { $id: 'MerchantTerms', additionalProperties: false, examples: [exampleTerms] },
)
export type MerchantTerms = Static<typeof MerchantTerms>

export const Merchant = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    currency: Type.String({ description: currencyText }),
    fee_basis_points: Type.Integer(),
    fee_fixed_cents: Type.Integer(),
    refunds_return_fee: Type.Boolean(),
    created_at: Time,
    updated_at: Time,
  },
  { $id: 'Merchant', examples: [exampleMerchant] },
)
export type Merchant = Static<typeof Merchant>

export const MerchantQuery = Type.Object(
  {
    q: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        pattern: storableText,
        description: 'Part of the id or of the name, in any case',
      }),
    ),
    ...PageQuery,
  },
  { additionalProperties: false },
)
export type MerchantQuery = Static<typeof MerchantQuery>

export const MerchantPage = Type.Object(
  { merchants: Type.Array(ref(Merchant)), next_cursor: NextCursor },
  { $id: 'MerchantPage', examples: [{ merchants: [exampleMerchant], next_cursor: null }] },
)
export type MerchantPage = Static<typeof MerchantPage>
