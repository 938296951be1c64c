import { formats } from '@order-settlement/imports/formats/formats.ts'
import Type, { type Static } from 'typebox'
import { importProblems } from '../problems/imports.problems.ts'
import { IdempotencyHeaders } from '../server/idempotency-key.ts'
import { NextCursor, PageQuery } from '../server/pagination.ts'
import { idParams, nullable, ref, storableText, Time, Uuid } from '../server/route-schemas.ts'

const formatNames = Object.keys(formats) as (keyof typeof formats)[]

function choice<const Name extends string>(names: Name[], description: string) {
  return Type.Optional(Type.Enum(names, { type: 'string', description }))
}

export const ImportQuery = Type.Object(
  {
    format: choice(
      formatNames,
      "The columns: the service's own, or those of a provider's report. Default standard",
    ),
    merchant_id: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 128,
        pattern: storableText,
        description: "The merchant of all lines of a provider's report",
      }),
    ),
    timezone: Type.Optional(
      Type.String({
        format: 'time-zone',
        description: "The IANA time zone of a provider's report, for times that do not name one",
      }),
    ),
    on_error: choice(
      ['reject', 'skip'],
      'skip keeps the good lines of a file with bad ones. Default reject',
    ),
    on_conflict: choice(
      ['reject', 'update'],
      'Whether a transaction that is stored with other content is a bad line, or is changed. Default reject',
    ),
    unknown_merchants: choice(
      ['accept', 'reject'],
      'Whether a merchant that nobody described is named in the response only, or is a bad line. Default accept',
    ),
    dry_run: Type.Optional(
      Type.Boolean({ description: 'Respond as without it, but keep nothing. Default false' }),
    ),
    file_name: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 255,
        pattern: storableText,
        description: 'Kept with the import',
      }),
    ),
  },
  { additionalProperties: false },
)
export type ImportQuery = Static<typeof ImportQuery>

export const ImportHeaders = Type.Object({
  ...IdempotencyHeaders.properties,
  'content-encoding': Type.Optional(
    Type.String({ description: 'gzip, or none. A body that begins as gzip is read as such too.' }),
  ),
})

const exampleFile = `external_id,merchant_id,amount_cents,fee_cents,paid_at
ch_1,blue-note,2500,103,2025-01-31T23:59:59Z
`
const fileText = 'In UTF-8, plain or gzip, of any size'

/** What the body may be. Without a type, which the stream of it would not have. */
export const importBodies = {
  'text/csv': {
    schema: { description: `${fileText}, with a header`, examples: [exampleFile] },
  },
  'application/x-ndjson': {
    schema: {
      description: `${fileText}: a JSON object in each line, with the columns as properties`,
    },
  },
}

const { import_id, received, rejected_count, rejected } = importProblems.IMPORT_REJECTED.members

const counts = {
  received: received.schema,
  inserted: Type.Integer(),
  updated: Type.Integer(),
  unchanged: Type.Integer({
    description: 'Those that were stored with the same content, or are repeated in the file',
  }),
  ignored: Type.Integer({
    description:
      "Lines of a provider's report that are no transaction, such as payouts; not within received",
  }),
  rejected_count: rejected_count.schema,
  unknown_merchants: Type.Array(Type.String(), {
    description: 'The first 100 merchants that nobody described, by id',
  }),
  unknown_merchant_count: Type.Integer(),
}

const exampleCounts = {
  received: 3,
  inserted: 2,
  updated: 0,
  unchanged: 1,
  ignored: 0,
  rejected_count: 0,
  unknown_merchants: [],
  unknown_merchant_count: 0,
}

export const ImportResult = Type.Object(
  { import_id: import_id.schema, ...counts, rejected: rejected.schema },
  {
    $id: 'ImportResult',
    examples: [{ import_id: import_id.example, ...exampleCounts, rejected: [] }],
  },
)
export type ImportResult = Static<typeof ImportResult>

const Status = Type.Enum(['COMPLETED', 'REJECTED'], {
  type: 'string',
  description: 'REJECTED: nothing of the file was kept',
})

const exampleImport = {
  id: import_id.example,
  status: 'COMPLETED',
  format: 'standard',
  content_type: 'csv',
  file_name: 'january.csv',
  on_error: 'reject',
  on_conflict: 'reject',
  bytes: 210,
  sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  ...exampleCounts,
  created_by: 'finance',
  created_at: '2026-11-22T12:00:00.000Z',
}

export const Import = Type.Object(
  {
    id: Uuid,
    status: Status,
    format: Type.String(),
    content_type: Type.Enum(['csv', 'ndjson'], { type: 'string' }),
    file_name: nullable(Type.String()),
    on_error: Type.Enum(['reject', 'skip'], { type: 'string' }),
    on_conflict: Type.Enum(['reject', 'update'], { type: 'string' }),
    bytes: Type.Integer({ description: 'As they came, compressed or not' }),
    sha256: Type.Union([Type.String(), Type.Null()], {
      description: 'Of these bytes; null if the file was refused before all had come',
    }),
    ...counts,
    created_by: Type.Union([Type.String(), Type.Null()], {
      description: 'The name of the API key',
    }),
    created_at: Time,
  },
  { $id: 'Import', examples: [exampleImport] },
)
export type Import = Static<typeof Import>

export const ImportParams = idParams(import_id.example)

export const ImportListQuery = Type.Object(
  { status: Type.Optional(Status), ...PageQuery },
  { additionalProperties: false },
)
export type ImportListQuery = Static<typeof ImportListQuery>

export const ImportPage = Type.Object(
  { imports: Type.Array(ref(Import)), next_cursor: NextCursor },
  { $id: 'ImportPage', examples: [{ imports: [exampleImport], next_cursor: null }] },
)
export type ImportPage = Static<typeof ImportPage>

export const ImportRejectQuery = Type.Object(PageQuery, { additionalProperties: false })
export type ImportRejectQuery = Static<typeof ImportRejectQuery>

export const ImportRejectPage = Type.Object(
  { rejects: rejected.schema, next_cursor: NextCursor },
  { $id: 'ImportRejectPage', examples: [{ rejects: rejected.example, next_cursor: null }] },
)
export type ImportRejectPage = Static<typeof ImportRejectPage>
