import Type, { type Static } from 'typebox'
import { sums } from '../jobs/jobs.schemas.ts'
import { Day, nullable, ref } from '../server/route-schemas.ts'
import { DaySums } from '../settlements/explanation.schemas.ts'
import { exampleDay, MerchantId } from '../settlements/settlements.schemas.ts'

/** Also of merchants that nobody described, which may have any id. */
export const StatementParams = Type.Object({
  id: Type.String({ ...MerchantId, examples: [exampleDay.merchant_id] }),
})

export const groups = ['day', 'week', 'month'] as const
export type Group = (typeof groups)[number]

const statementFormats = ['csv', 'excel', 'excel-semicolon'] as const
export type StatementFormat = (typeof statementFormats)[number]

export const StatementQuery = Type.Object(
  {
    from: Day,
    to: Type.String({ ...Day, description: 'Inclusive; at most 366 days in all' }),
    group: Type.Optional(
      Type.Enum([...groups], {
        description:
          'What a row is: a day, an ISO week (from Monday on) or a calendar month, cut to the range. Default day',
      }),
    ),
    currency: Type.Optional(
      Type.String({
        format: 'currency',
        description: 'Required if the merchant has days in several currencies',
      }),
    ),
    format: Type.Optional(
      Type.Enum([...statementFormats], {
        description:
          'csv is a file with a line for each row, then totals, previous and difference. excel and excel-semicolon are the same for a spreadsheet, as with downloads. JSON without it',
      }),
    ),
  },
  { additionalProperties: false },
)
export type StatementQuery = Static<typeof StatementQuery>

export const StatementHeaders = Type.Object({
  'if-none-match': Type.Optional(
    Type.String({ description: 'ETag of the copy that the caller has' }),
  ),
})

const Timezones = Type.Array(Type.String(), {
  description:
    'The zones that its settled days were cut in, by name. Where there are several, a day borders on one of another zone, so that hours may be in both days or in neither',
})

/** The first and last day of a part of the statement, and its sums in the statement's currency. */
const days = { from: Type.String({ format: 'date' }), to: Type.String({ format: 'date' }) }

export const StatementRow = Type.Object(
  {
    ...days,
    ...sums,
    settled: Type.Boolean({
      description: 'Whether each of its days is settled; a day that is not counts as 0',
    }),
    timezones: Timezones,
  },
  { $id: 'StatementRow' },
)

const Percent = nullable(Type.String({ pattern: '^-?[0-9]+\\.[0-9]{2}$' }))

const { gross_cents, fee_cents, net_cents, txn_count, refund_cents, refund_count } = exampleDay
const exampleSums = { gross_cents, fee_cents, net_cents, txn_count, refund_cents, refund_count }
const none = {
  gross_cents: 0,
  fee_cents: 0,
  net_cents: 0,
  txn_count: 0,
  refund_cents: 0,
  refund_count: 0,
}

export const Statement = Type.Object(
  {
    merchant_id: Type.String(),
    currency: Type.String({ description: 'ISO 4217, of all sums' }),
    ...days,
    group: Type.Enum([...groups]),
    timezones: Timezones,
    unsettled_dates: Type.Array(Type.String({ format: 'date' }), {
      description: 'Days of the range that no completed settlement covers',
    }),
    rows: Type.Array(ref(StatementRow), { description: 'They cover the range without gaps' }),
    totals: Type.Unsafe<Static<typeof DaySums>>({
      $ref: 'DaySums#',
      description: 'Sums of the range, and of the rows',
    }),
    previous: Type.Object(
      {
        ...days,
        totals: ref(DaySums),
        timezones: Timezones,
        unsettled_date_count: Type.Integer(),
      },
      {
        description:
          'The period before: as many calendar months if the range is whole calendar months, else as many days',
      },
    ),
    difference: Type.Object({
      absolute: Type.Unsafe<Static<typeof DaySums>>({
        $ref: 'DaySums#',
        description: 'totals minus previous.totals',
      }),
      percent: Type.Object(
        {
          gross_cents: Percent,
          fee_cents: Percent,
          net_cents: Percent,
          txn_count: Percent,
          refund_cents: Percent,
          refund_count: Percent,
        },
        {
          description:
            'The difference in percent of the absolute value of the previous total, with two decimals, rounded half away from zero; null where the previous total is 0',
        },
      ),
    }),
  },
  {
    $id: 'Statement',
    examples: [
      {
        merchant_id: exampleDay.merchant_id,
        currency: exampleDay.currency,
        from: exampleDay.date,
        to: exampleDay.date,
        group: 'day',
        timezones: ['UTC'],
        unsettled_dates: [],
        rows: [
          {
            from: exampleDay.date,
            to: exampleDay.date,
            ...exampleSums,
            settled: true,
            timezones: ['UTC'],
          },
        ],
        totals: exampleSums,
        previous: {
          from: '2025-01-08',
          to: '2025-01-08',
          totals: { ...none, gross_cents: 606574, net_cents: 606574, txn_count: 31 },
          timezones: ['UTC'],
          unsettled_date_count: 0,
        },
        difference: {
          absolute: { ...none, gross_cents: 151643, fee_cents, net_cents: 128740 },
          percent: {
            gross_cents: '25.00',
            fee_cents: null,
            net_cents: '21.22',
            txn_count: '0.00',
            refund_cents: null,
            refund_count: null,
          },
        },
      },
    ],
  },
)
export type Statement = Static<typeof Statement>
