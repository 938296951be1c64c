import type { ArchivedFile } from '@order-settlement/db/archive-tables.ts'
import type { Database, Archive as Row } from '@order-settlement/db/tables.ts'
import { toSum } from '@order-settlement/shared/json-integers.ts'
import Type from 'typebox'
import { defaultLimit, readCursor, toPage } from '../server/pagination.ts'
import type { Archive, ArchiveFile, ArchivePage, ArchiveQuery } from './archives.schemas.ts'

const Key = Type.Tuple([Type.String({ pattern: '^[0-9]{4}-[0-9]{2}$' })])

/**
 * A page of archived months, the latest first (keyset pagination).
 *
 * @throws ProblemError VALIDATION for an invalid cursor
 */
export async function listArchives(
  db: Database,
  { limit = defaultLimit, cursor }: ArchiveQuery,
): Promise<ArchivePage> {
  const [before] = readCursor(cursor, Key) ?? []
  const rows = await db
    .selectFrom('archives')
    .selectAll()
    .$if(before !== undefined, (query) => query.where('month', '<', before ?? ''))
    .orderBy('month', 'desc')
    .limit(limit + 1)
    .execute()
  const { page, next_cursor } = toPage(rows, limit, ({ month }) => [month])
  return { archives: page.map(toArchive), next_cursor }
}

function toArchive({ month, archived_at, changed_at, dropped_at, files }: Row): Archive {
  return {
    month,
    archived_at: archived_at.toISOString(),
    changed_at: changed_at?.toISOString() ?? null,
    dropped_at: dropped_at?.toISOString() ?? null,
    files: files.map(toFile),
  }
}

function toFile({ table, name, bytes, sha256, rows, sums }: ArchivedFile): ArchiveFile {
  return { table, name, bytes, sha256, rows: toSum(rows), sums: sums.map(toSums) }
}

function toSums({ currency = '', status, kind, ...sums }: Record<string, string>) {
  return {
    currency,
    ...(status === undefined ? {} : { status }),
    ...(kind === undefined ? {} : { kind }),
    ...Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, toSum(sum)])),
  }
}
