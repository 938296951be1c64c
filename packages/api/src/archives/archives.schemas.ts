import Type, { type Static } from 'typebox'
import { Sum } from '../jobs/jobs.schemas.ts'
import { NextCursor, PageQuery } from '../server/pagination.ts'
import { nullable, ref, Time } from '../server/route-schemas.ts'

export const ArchiveQuery = Type.Object(PageQuery, { additionalProperties: false })
export type ArchiveQuery = Static<typeof ArchiveQuery>

const exampleFile = {
  table: 'transactions',
  name: 'transactions-2025-01.csv.gz',
  bytes: 24_117_248,
  sha256: 'fa27cd044472c056bc8cf4e3cbfe96e9f1ff9675c7d27ed4ebb7c6d0b1c903ff',
  rows: 980_002,
  sums: [
    {
      currency: 'USD',
      status: 'PAID',
      kind: 'SALE',
      txn_count: 980_002,
      gross_cents: 24_597_260_257,
      fee_cents: 742_231_098,
    },
  ],
}

export const ArchiveFile = Type.Object(
  {
    table: Type.Enum(['transactions', 'orders', 'refunds']),
    name: Type.String(),
    bytes: Type.Integer(),
    sha256: Type.String({ description: 'Of the compressed file, in hexadecimal' }),
    rows: Sum,
    sums: Type.Array(
      Type.Object(
        {
          currency: Type.String(),
          status: Type.Optional(Type.String()),
          kind: Type.Optional(Type.String()),
        },
        { additionalProperties: Sum },
      ),
      { description: 'By currency, status and kind: how many rows, and their cents and units' },
    ),
  },
  { $id: 'ArchiveFile', examples: [exampleFile] },
)
export type ArchiveFile = Static<typeof ArchiveFile>

const exampleArchive = {
  month: '2025-01',
  archived_at: '2026-11-22T12:00:00.000Z',
  changed_at: null,
  dropped_at: null,
  files: [exampleFile],
}

export const Archive = Type.Object(
  {
    month: Type.String({ description: 'In UTC' }),
    archived_at: Time,
    changed_at: {
      ...nullable(Time),
      description:
        'When it was found that the database has something else than the files, so that the month has to be archived again; null if it has the same',
    },
    dropped_at: {
      ...nullable(Time),
      description:
        'From then on orders and transactions of the month are no longer in the database; null while they are',
    },
    files: Type.Array(ref(ArchiveFile)),
  },
  { $id: 'Archive', examples: [exampleArchive] },
)
export type Archive = Static<typeof Archive>

export const ArchivePage = Type.Object(
  { archives: Type.Array(ref(Archive)), next_cursor: NextCursor },
  { $id: 'ArchivePage', examples: [{ archives: [exampleArchive], next_cursor: null }] },
)
export type ArchivePage = Static<typeof ArchivePage>
