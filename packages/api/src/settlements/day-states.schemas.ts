import Type, { type Static } from 'typebox'
import { exampleJob } from '../jobs/jobs.schemas.ts'
import { Day, nullable, ref, Time, Uuid } from '../server/route-schemas.ts'

export const DayStatesQuery = Type.Object(
  {
    from: Type.String({ ...Day, examples: ['2025-01-01'] }),
    to: Type.String({
      ...Day,
      examples: ['2025-01-31'],
      description: 'Inclusive; at most 366 days in all',
    }),
    timezone: Type.Optional(
      Type.String({
        format: 'time-zone',
        description: 'IANA time zone in which days end and are closed',
      }),
    ),
  },
  { additionalProperties: false },
)
export type DayStatesQuery = Static<typeof DayStatesQuery>

const exampleState = {
  date: '2025-01-09',
  state: 'CHANGED',
  has_ended: true,
  job_id: exampleJob.job_id,
  job_timezone: exampleJob.timezone,
  settled_at: exampleJob.finished_at,
  changed_transactions: 3,
  archived: false,
}

export const DayState = Type.Object(
  {
    date: Type.String({ format: 'date' }),
    state: Type.Enum(['OPEN', 'SETTLED', 'CHANGED', 'CLOSED'], {
      description:
        'OPEN: no job has settled the day. SETTLED: one has. CHANGED: one has, and transactions of the day have changed since. CLOSED: no settlement may change it any more; job_id says whether it was settled.',
    }),
    has_ended: Type.Boolean({
      description: 'By the clock of the database; a day that has not ended will change',
    }),
    job_id: {
      ...nullable(Uuid),
      description:
        'The job that settled the day last; null unless one did. Dry runs settle nothing.',
    },
    job_timezone: {
      ...nullable(Type.String()),
      description: 'The zone in which that job cut the day',
    },
    settled_at: nullable(Time),
    changed_transactions: {
      ...nullable(Type.Integer()),
      description:
        'Transactions that are late, changed or vanished since; of one merchant for a key that is bound to it. null if no job settled the day, or the service has no trace of what it summed.',
    },
    archived: Type.Boolean({
      description:
        'Whether the day has hours of a month that is archived and no longer in the database, so that it cannot be explained',
    }),
  },
  { $id: 'DayState', examples: [exampleState] },
)
export type DayState = Static<typeof DayState>

export const DayStates = Type.Object(
  { timezone: Type.String(), days: Type.Array(ref(DayState)) },
  { $id: 'DayStates', examples: [{ timezone: 'UTC', days: [exampleState] }] },
)
export type DayStates = Static<typeof DayStates>
