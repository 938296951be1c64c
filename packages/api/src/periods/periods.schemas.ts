import Type, { type Static } from 'typebox'
import { NextCursor, PageQuery } from '../server/pagination.ts'
import { Day, nullable, ref, storableText, Time } from '../server/route-schemas.ts'

const Reason = Type.String({
  minLength: 1,
  maxLength: 500,
  pattern: storableText,
  description: 'Kept in the journal',
})

export const CloseRequest = Type.Object(
  {
    through: Type.String({ ...Day, description: 'The last day to close, which must have ended' }),
    timezone: Type.Optional(
      Type.String({ format: 'time-zone', description: 'IANA time zone of the day' }),
    ),
    reason: Type.Optional(Reason),
    force: Type.Optional(
      Type.Boolean({
        description: 'Close days as they are, though they are not settled. The journal names them.',
      }),
    ),
  },
  {
    $id: 'CloseRequest',
    additionalProperties: false,
    examples: [{ through: '2025-01-31', timezone: 'UTC' }],
  },
)
export type CloseRequest = Static<typeof CloseRequest>

export const ReopenRequest = Type.Object(
  {
    through: {
      ...nullable(Day),
      description:
        'The day that is the last closed one from then on, in the zone of the closed period; null to reopen all days',
    },
    reason: Reason,
  },
  {
    $id: 'ReopenRequest',
    additionalProperties: false,
    examples: [{ through: '2025-01-30', reason: 'a file of the card provider came late' }],
  },
)
export type ReopenRequest = Static<typeof ReopenRequest>

const exampleClosed = {
  through: '2025-01-31',
  timezone: 'UTC',
  closed_until: '2025-02-01T00:00:00.000Z',
}

export const ClosedPeriod = Type.Object(
  {
    through: Type.String({ format: 'date', description: 'The last closed day' }),
    timezone: Type.String(),
    closed_until: {
      ...Time,
      description:
        'The end of that day. Every instant before it is closed, in whatever zone days are settled.',
    },
  },
  { $id: 'ClosedPeriod', examples: [exampleClosed] },
)
export type ClosedPeriod = Static<typeof ClosedPeriod>

const exampleChange = {
  id: 1,
  action: 'CLOSE',
  ...exampleClosed,
  reason: 'January is reported',
  unsettled_days: [],
  created_by: 'finance',
  created_at: '2026-11-22T12:00:00.000Z',
}

export const PeriodChange = Type.Object(
  {
    id: Type.Integer(),
    action: Type.Enum(['CLOSE', 'REOPEN']),
    through: {
      ...nullable(Type.String({ format: 'date' })),
      description: 'The last closed day from then on; null if no day is closed',
    },
    timezone: Type.String(),
    closed_until: nullable(Time),
    reason: nullable(Type.String()),
    unsettled_days: Type.Array(Type.String({ format: 'date' }), {
      description: 'Days that were closed by force although they were not settled as they are',
    }),
    created_by: {
      ...nullable(Type.String()),
      description: 'Name of the API key; null if API keys were off',
    },
    created_at: Time,
  },
  { $id: 'PeriodChange', examples: [exampleChange] },
)
export type PeriodChange = Static<typeof PeriodChange>

export const PeriodQuery = Type.Object(PageQuery, { additionalProperties: false })
export type PeriodQuery = Static<typeof PeriodQuery>

export const PeriodPage = Type.Object(
  {
    closed: { ...nullable(ref(ClosedPeriod)), description: 'null if no day is closed' },
    changes: Type.Array(ref(PeriodChange), { description: 'The journal, newest first' }),
    next_cursor: NextCursor,
  },
  {
    $id: 'PeriodPage',
    examples: [{ closed: exampleClosed, changes: [exampleChange], next_cursor: null }],
  },
)
export type PeriodPage = Static<typeof PeriodPage>
