import type { ImportRejectsTable } from '@order-settlement/db/import-tables.ts'
import type { Database, Import } from '@order-settlement/db/tables.ts'
import type { Selectable } from 'kysely'

/**
 * Imports, the newest first.
 *
 * @param before id of the last import of the previous page
 * @param limit rows at most
 */
export function selectImports(
  db: Database,
  status: Import['status'] | undefined,
  before: string | undefined,
  limit: number,
): Promise<Import[]> {
  let query = db.selectFrom('imports').selectAll()
  if (status !== undefined) query = query.where('status', '=', status)
  if (before !== undefined) query = query.where('id', '<', before)
  return query.orderBy('id', 'desc').limit(limit).execute()
}

export function findImport(db: Database, id: string): Promise<Import | undefined> {
  return db.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirst()
}

/**
 * What is wrong with the lines of an import, in the order of its file.
 *
 * @param after position of the last one of the previous page
 * @param limit rows at most
 */
export function selectRejects(
  db: Database,
  importId: string,
  after: string,
  limit: number,
): Promise<Selectable<ImportRejectsTable>[]> {
  return db
    .selectFrom('import_rejects')
    .selectAll()
    .where('import_id', '=', importId)
    .where('position', '>', Number(after))
    .orderBy('position')
    .limit(limit)
    .execute()
}
