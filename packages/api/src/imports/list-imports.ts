import type { Database, Import as Row } from '@order-settlement/db/tables.ts'
import { safeInteger } from '@order-settlement/shared/json-integers.ts'
import Type from 'typebox'
import { ProblemError } from '../problems/problem-error.ts'
import { defaultLimit, readCursor, toPage } from '../server/pagination.ts'
import { Uuid } from '../server/route-schemas.ts'
import { findImport, selectImports, selectRejects } from './imports.queries.ts'
import type {
  Import,
  ImportListQuery,
  ImportPage,
  ImportRejectPage,
  ImportRejectQuery,
} from './imports.schemas.ts'

const Key = Type.Tuple([Uuid])
/** A position: at most 1,000 are kept of an import. */
const PositionKey = Type.Tuple([Type.String({ pattern: '^[1-9][0-9]{0,5}$' })])

/**
 * A page of imports, the newest first (keyset pagination).
 *
 * @throws ProblemError VALIDATION for an invalid cursor
 */
export async function listImports(
  db: Database,
  { limit = defaultLimit, cursor, status }: ImportListQuery,
): Promise<ImportPage> {
  const [before] = readCursor(cursor, Key) ?? []
  const rows = await selectImports(db, status, before, limit + 1)
  const { page, next_cursor } = toPage(rows, limit, ({ id }) => [id])
  return { imports: page.map(toImport), next_cursor }
}

/** @throws ProblemError IMPORT_NOT_FOUND */
export async function readImport(db: Database, id: string): Promise<Import> {
  const row = await findImport(db, id)
  if (!row) throw new ProblemError('IMPORT_NOT_FOUND', `There is no import ${id}`)
  return toImport(row)
}

/**
 * A page of the problems of an import that are kept, in the order of its file (keyset pagination).
 *
 * @throws ProblemError IMPORT_NOT_FOUND, or VALIDATION for an invalid cursor
 */
export async function listRejects(
  db: Database,
  id: string,
  { limit = defaultLimit, cursor }: ImportRejectQuery,
): Promise<ImportRejectPage> {
  const [after = '0'] = readCursor(cursor, PositionKey) ?? []
  await readImport(db, id)
  const rows = await selectRejects(db, id, after, limit + 1)
  const { page, next_cursor } = toPage(rows, limit, ({ position }) => [String(position)])
  const rejects = page.map(({ line, field, message }) => ({
    line: safeInteger(line),
    field,
    message,
  }))
  return { rejects, next_cursor }
}

function toImport(row: Row): Import {
  return {
    ...row,
    bytes: safeInteger(row.bytes),
    received: safeInteger(row.received),
    inserted: safeInteger(row.inserted),
    updated: safeInteger(row.updated),
    unchanged: safeInteger(row.unchanged),
    ignored: safeInteger(row.ignored),
    rejected_count: safeInteger(row.rejected_count),
    unknown_merchant_count: safeInteger(row.unknown_merchant_count),
    created_at: row.created_at.toISOString(),
  }
}
