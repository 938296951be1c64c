import type { Archive } from '@order-settlement/db/tables.ts'
import { tablesOfMonth } from '@order-settlement/shared/archives/archived-tables.ts'
import type { Month } from '@order-settlement/shared/archives/month.ts'
import type pg from 'pg'
import { ArchiveError } from './archive-error.ts'
import type { ArchiveProof } from './proof.ts'

/** The row of `archives`. */
export async function findRecord(
  client: pg.ClientBase,
  { name }: Month,
): Promise<Archive | undefined> {
  const { rows } = await client.query<Archive>('select * from archives where month = $1', [name])
  return rows[0]
}

/** Whether a record is of the files that a proof is of. */
export function isRecordOf({ files }: Archive, proof: ArchiveProof): boolean {
  return proof.files.every(({ table, sha256, fingerprint }) =>
    files.some(
      (file) => file.table === table && file.sha256 === sha256 && file.fingerprint === fingerprint,
    ),
  )
}

/**
 * Before the files of a recorded month are replaced, so that it is not dropped meanwhile.
 *
 * @throws ArchiveError MONTH_DROPPED if it just was
 */
export async function markChanged(pool: pg.Pool, { name }: Month): Promise<void> {
  const { rowCount } = await pool.query(
    `update archives set changed_at = coalesce(changed_at, clock_timestamp())
    where month = $1 and dropped_at is null`,
    [name],
  )
  if (rowCount === 0) throw new ArchiveError('MONTH_DROPPED', `${name} has just been dropped`)
}

/**
 * Records an archive whose files are complete, with what its month needs to be dropped: the units of its orders, and the time
 * that its rows relate to.
 *
 * @param client in the snapshot that the proof is of
 * @throws ArchiveError MONTH_DROPPED
 */
export async function recordArchive(
  pool: pg.Pool,
  client: pg.ClientBase,
  month: Month,
  directory: string,
  { archived_at, files }: ArchiveProof,
): Promise<void> {
  const units = await sumUnits(client, month)
  const { from, to } = await readRelated(client, month)
  const writer = await pool.connect()
  try {
    await writer.query('begin')
    const { rowCount } = await writer.query(
      `insert into archives (month, archived_at, directory, files, related_from, related_to)
      values ($1, $2, $3, $4, $5, $6)
      on conflict (month) do update set archived_at = excluded.archived_at, directory = excluded.directory,
        files = excluded.files, related_from = excluded.related_from, related_to = excluded.related_to,
        changed_at = null
      where archives.dropped_at is null`,
      [month.name, archived_at, directory, JSON.stringify(files), from, to],
    )
    if (rowCount === 0)
      throw new ArchiveError('MONTH_DROPPED', `${month.name} has just been dropped`)
    await writer.query('delete from archived_units where month = $1', [month.name])
    await writer.query(
      `insert into archived_units (month, product_id, held, sold)
      select $1, * from unnest($2::bigint[], $3::bigint[], $4::bigint[])`,
      [
        month.name,
        units.map(({ product_id }) => product_id),
        units.map(({ held }) => held),
        units.map(({ sold }) => sold),
      ],
    )
    await writer.query('commit')
  } finally {
    // A transaction that is still open ends with its connection.
    writer.release(true)
  }
}

interface Units {
  product_id: string
  held: string
  sold: string
}

/** Of each product that has orders in the month, the units of its live orders. */
async function sumUnits(client: pg.ClientBase, month: Month): Promise<Units[]> {
  const { rows } = await client.query<Units>(
    `select product_id, coalesce(sum(quantity) filter (where status = 'HELD'), 0)::text as held,
      coalesce(sum(quantity - returned_units) filter (where status = 'CONFIRMED'), 0)::text as sold
    from orders where ${tablesOfMonth.orders.where(month)} group by product_id`,
  )
  return rows
}

/**
 * From the first to the last of the sales and refunds of the month's orders, and of the orders of its sales and refunds.
 * An order's time is in its id, which is a UUIDv7.
 */
async function readRelated(
  client: pg.ClientBase,
  month: Month,
): Promise<{ from: string | null; to: string | null }> {
  const { rows } = await client.query<{ from: string | null; to: string | null }>(
    `select min(at)::text as "from", max(at)::text as "to" from (
      select min(confirmed_at), max(confirmed_at) from orders where ${tablesOfMonth.orders.where(month)}
      union all select min(created_at), max(created_at) from refunds where ${tablesOfMonth.refunds.where(month)}
      union all select ${timeOf('min(order_id::text)')}, ${timeOf('max(order_id::text)')} from transactions
        where source = 'order' and ${tablesOfMonth.transactions.where(month)}
    ) as ends (first, last) cross join lateral unnest(array[first, last]) as at`,
  )
  return rows[0] ?? { from: null, to: null }
}

/** Milliseconds are the first 48 bits of a UUIDv7. */
const timeOf = (id: string) =>
  `to_timestamp(('x' || translate(left(${id}, 13), '-', ''))::bit(48)::bigint / 1000.0)`
