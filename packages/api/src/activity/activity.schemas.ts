import Type, { type Static } from 'typebox'
import { CurrencyTotals } from '../jobs/jobs.schemas.ts'
import { nullable, ref, Time } from '../server/route-schemas.ts'

export const ActivityQuery = Type.Object(
  {
    seconds: Type.Optional(
      Type.Integer({
        minimum: 5,
        maximum: 900,
        description: 'How far back orders are counted. Default 60',
      }),
    ),
  },
  { additionalProperties: false },
)

export const Activity = Type.Object(
  {
    at: Type.String({ ...Time, description: 'The clock of the database' }),
    orders: Type.Array(
      Type.Object({
        from: Type.String({ ...Time, description: 'Start of 5 seconds' }),
        count: Type.Integer({ description: 'Orders and holds placed in them' }),
      }),
      { description: 'The oldest first. Seconds without orders are left out.' },
    ),
    today: Type.Object(
      {
        date: Type.String({ format: 'date' }),
        timezone: Type.String(),
        by_currency: Type.Unsafe<Record<string, Static<typeof CurrencyTotals>>>({
          type: 'object',
          additionalProperties: ref(CurrencyTotals),
        }),
      },
      { description: 'Paid transactions of the day so far' },
    ),
    oldest_job_seconds: nullable(
      Type.Number({ description: 'How long the oldest queued job has waited; null if none does' }),
    ),
  },
  {
    $id: 'Activity',
    examples: [
      {
        at: '2026-11-27T12:00:07.000Z',
        orders: [{ from: '2026-11-27T12:00:00.000Z', count: 51240 }],
        today: {
          date: '2026-11-27',
          timezone: 'UTC',
          by_currency: {
            USD: {
              txn_count: 51240,
              gross_cents: 507276000,
              fee_cents: 16248204,
              net_cents: 491027796,
              refund_cents: 0,
              refund_count: 0,
            },
          },
        },
        oldest_job_seconds: null,
      },
    ],
  },
)
export type Activity = Static<typeof Activity>
