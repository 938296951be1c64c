import Type, { type Static } from 'typebox'
import { Sum } from '../jobs/jobs.schemas.ts'
import { Day, ref, Time } from '../server/route-schemas.ts'

const groups = ['hour', 'day'] as const

export const SalesQuery = Type.Object(
  {
    from: Day,
    to: Type.String({
      ...Day,
      description: 'Inclusive; at most 366 days in all, or 31 days by the hour',
    }),
    group: Type.Optional(
      Type.Enum([...groups], {
        description:
          'What a row is: a day, or 60 minutes, the first of which begin with the first day. Default day',
      }),
    ),
    timezone: Type.Optional(
      Type.String({
        format: 'time-zone',
        description: 'IANA time zone of the days. Default: SETTLEMENT_TIMEZONE',
      }),
    ),
  },
  { additionalProperties: false },
)
export type SalesQuery = Static<typeof SalesQuery>
export type Group = NonNullable<SalesQuery['group']>

/** Of the orders that were placed in a time and sold. */
export const SalesSums = Type.Object(
  {
    order_count: Sum,
    units: Type.Union(Sum.anyOf, { description: 'As ordered, also those that returned later' }),
    amount_cents: Type.Union(Sum.anyOf, { description: 'As sold, before refunds' }),
    returned_units: Sum,
    refunded_cents: Sum,
  },
  { $id: 'SalesSums' },
)

export const SalesRow = Type.Object(
  { starts_at: Time, ...SalesSums.properties },
  { $id: 'SalesRow' },
)

const exampleSums = {
  order_count: 3,
  units: 4,
  amount_cents: 39600,
  returned_units: 1,
  refunded_cents: 9900,
}

export const ProductSales = Type.Object(
  {
    product_id: Type.Integer(),
    currency: Type.String({ description: 'ISO 4217' }),
    from: Type.String({ format: 'date' }),
    to: Type.String({ format: 'date' }),
    group: Type.Enum([...groups]),
    timezone: Type.String(),
    rows: Type.Array(ref(SalesRow), {
      description: 'Every hour or day of the range in its order, also those without sales',
    }),
    totals: ref(SalesSums),
  },
  {
    $id: 'ProductSales',
    examples: [
      {
        product_id: 1,
        currency: 'USD',
        from: '2026-11-22',
        to: '2026-11-22',
        group: 'day',
        timezone: 'UTC',
        rows: [{ starts_at: '2026-11-22T00:00:00.000Z', ...exampleSums }],
        totals: exampleSums,
      },
    ],
  },
)
export type ProductSales = Static<typeof ProductSales>
