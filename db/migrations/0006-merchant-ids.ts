import { type Kysely, sql } from 'kysely'
import { RowsInTheWayError } from '../rows-in-the-way-error.ts'

/** Table to the columns, besides the merchant, that name a row. Products last: orders wait for its lock. */
const tables = {
  transactions: ['id'],
  settlements: ['date'],
  settlement_changes: ['run_id', 'date'],
  products: ['id'],
}

/** Rows that the error names for each table. */
const named = 3

/**
 * Merchant ids have 1 to 128 characters, so that a list can give each of them in a cursor and a page of rows is
 * bounded in bytes.
 *
 * @throws RowsInTheWayError with the number of rows in the way, and some of them; nothing is changed then
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const inTheWay: string[] = []
  for (const [table, key] of Object.entries(tables)) {
    const found = await findRowsInTheWay(db, table, key)
    if (found) inTheWay.push(found)
  }
  if (inTheWay.length > 0) {
    throw new RowsInTheWayError(
      `merchant_id must have 1 to 128 characters, but has not in ${inTheWay.join(', ')}. Correct or delete these rows, then migrate again.`,
    )
  }
  for (const table of Object.keys(tables)) {
    // Checked above without a lock, and by migrate() after the commit: orders wait for no scan.
    await sql`alter table ${sql.table(table)} add constraint ${sql.ref(`${table}_merchant_id_check`)}
      check (char_length(merchant_id) between 1 and 128) not valid`.execute(db)
  }
}

async function findRowsInTheWay(
  db: Kysely<unknown>,
  table: string,
  key: string[],
): Promise<string | undefined> {
  const keys = key.flatMap((column) => [sql.lit(column), sql.ref(column)])
  const { rows } = await sql<{ count: string; examples: string[] }>`
    with odd as materialized (
      select concat_ws(' ', ${sql.join(keys)}) as key, char_length(merchant_id) as length,
        to_json(left(merchant_id, 20)) as start
      from ${sql.table(table)} where char_length(merchant_id) not between 1 and 128
    )
    select count(*) as count, array(
      select format('%s: %s characters, %s', key, length, start) from odd order by key limit ${named}
    ) as examples
    from odd`.execute(db)
  const { count, examples = [] } = rows[0] ?? {}
  if (!count || count === '0') return undefined
  const more = Number(count) > examples.length ? '; …' : ''
  return `${table}: ${count} rows (${examples.join('; ')}${more})`
}
