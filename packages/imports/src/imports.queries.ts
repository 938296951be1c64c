import type { ImportsTable } from '@order-settlement/db/import-tables.ts'
import type { Import, Trx } from '@order-settlement/db/tables.ts'
import { lockPeriods } from '@order-settlement/shared/settlements/closed-period.ts'
import { type Insertable, sql } from 'kysely'
import type { Reject } from './staging/reject-list.ts'

/**
 * Lets one import at a time check and keep its lines, so that two with the same transactions neither insert them twice
 * nor deadlock. Then keeps closed days closed and open days open, and merchants' currencies as they are, as every writer
 * of transactions does. Orders are not held up by any of it, but for those from before sales were transactions.
 */
export async function lockImports(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('imports'))`.execute(trx)
  await lockOrders(trx)
  // After the imports before it, so that a close does not wait for all of them.
  await lockPeriods(trx, 'shared')
  await sql`select share_currencies()`.execute(trx)
}

/**
 * Locks the orders that may get their sale from a staged line, by id, so that nothing else gives them one until the
 * transaction ends: before the currencies, as a confirmation locks them. One that is held or has its sale is refused.
 * Sorted, so that all partitions are searched before the first lock is waited for, see migrate() in db.
 */
async function lockOrders(trx: Trx): Promise<void> {
  await sql`
    select from orders where id in (select order_id from staged_lines where kind = 'SALE')
      and status not in ('HELD', 'EXPIRED')
      and not exists (select from transactions where order_id = orders.id and kind = 'SALE')
    order by id for share`.execute(trx)
}

/** What a request with an idempotency key asked for. */
export interface KeyedImport {
  /** In its caller's scope. */
  key: string
  request: object
}

/** @returns the import of an earlier request with the key, and whether it asked for the same */
export async function findByKey(
  trx: Trx,
  { key, request }: KeyedImport,
): Promise<(Import & { is_same: boolean }) | undefined> {
  return await trx
    .selectFrom('import_keys')
    .innerJoin('imports', 'imports.id', 'import_id')
    .selectAll('imports')
    .select(sql<boolean>`request = ${JSON.stringify(request)}::jsonb`.as('is_same'))
    .where('idempotency_key', '=', key)
    .executeTakeFirst()
}

export async function insertKey(
  trx: Trx,
  { key, request }: KeyedImport,
  importId: string,
): Promise<void> {
  const values = { idempotency_key: key, import_id: importId, request: JSON.stringify(request) }
  await trx.insertInto('import_keys').values(values).execute()
}

/** @returns its id */
export async function insertImport(
  trx: Trx,
  values: Insertable<ImportsTable>,
  rejects: Reject[],
): Promise<string> {
  const { id } = await trx
    .insertInto('imports')
    .values(values)
    .returning('id')
    .executeTakeFirstOrThrow()
  // One parameter for all of them: a statement has at most 65,535.
  await sql`
    insert into import_rejects (import_id, position, line, field, message)
    select ${id}::uuid, position, (reject->>'line')::bigint, reject->>'field', reject->>'message'
    from jsonb_array_elements(${JSON.stringify(rejects)}::jsonb) with ordinality as given (reject, position)
  `.execute(trx)
  return id
}

/** The first problems that the checks found, by line. */
export async function selectStagedRejects(trx: Trx, limit: number): Promise<Reject[]> {
  const { rows } = await sql<{ line: string; field: string; message: string }>`
    select line, field, message from staged_rejects order by line, no limit ${limit}`.execute(trx)
  return rows.map(({ line, ...problem }) => ({ line: Number(line), ...problem }))
}

/** The rejects of a stored import, in the order of its file. */
export async function selectRejects(trx: Trx, importId: string): Promise<Reject[]> {
  const rows = await trx
    .selectFrom('import_rejects')
    .select(['line', 'field', 'message'])
    .where('import_id', '=', importId)
    .orderBy('position')
    .execute()
  return rows.map(({ line, ...problem }) => ({ line: Number(line), ...problem }))
}
