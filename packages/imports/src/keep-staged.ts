import type { Trx } from '@order-settlement/db/tables.ts'
import { safeInteger } from '@order-settlement/shared/json-integers.ts'
import { type RawBuilder, sql } from 'kysely'

/** What became of the transactions of a file. */
export interface Kept {
  inserted: number
  updated: number
  unchanged: number
  /** Transactions of lines that were refused. */
  rejected: number
}

/**
 * Counts what `insertStaged` and `updateStaged` would do, once all lines are checked.
 *
 * @param staged lines in `staged_lines`
 */
export async function countStaged(trx: Trx, staged: number): Promise<Kept> {
  const { rows } = await sql<{ rejected: string; updated: string; known: string }>`
    select (select count(*) from staged_lines where line in (select line from staged_rejects)) as rejected,
      (select count(*) from staged_matches where ${isChanged}) as updated,
      (select count(*) from (select no, line from staged_matches union select no, line from staged_repeats) as known
        where line not in (select line from staged_rejects)) as known`.execute(trx)
  const [counts] = rows
  if (!counts) throw new Error('counted nothing')
  const rejected = safeInteger(counts.rejected)
  const updated = safeInteger(counts.updated)
  const known = safeInteger(counts.known)
  return { inserted: staged - rejected - known, updated, unchanged: known - updated, rejected }
}

// By line: all transactions of a record are kept or none.
const isChanged: RawBuilder<boolean> = sql`differences is not null
  and staged_matches.line not in (select line from staged_rejects)
  and staged_matches.no not in (select no from staged_repeats)`

/** Pages of `staged_lines` that one statement inserts: about 60,000 lines. */
const pagesOfPart = 1_000

/**
 * Inserts the lines that are neither stored nor refused, a part of them at a time.
 *
 * @param pace awaited after each part with the ms that it took
 * @returns how many
 */
export async function insertStaged(
  trx: Trx,
  importId: string,
  source: string,
  pace: (workedMs: number) => Promise<void>,
): Promise<number> {
  const { rows } = await sql<{ pages: number }>`
    select (pg_relation_size('staged_lines') / current_setting('block_size')::integer)::integer as pages`.execute(
    trx,
  )
  const pages = rows[0]?.pages ?? 0
  let inserted = 0
  for (let first = 0; first < pages; first += pagesOfPart) {
    const started = performance.now()
    inserted += await insertPart(trx, importId, source, first)
    await pace(performance.now() - started)
  }
  return inserted
}

async function insertPart(
  trx: Trx,
  importId: string,
  source: string,
  firstPage: number,
): Promise<number> {
  const [from, to] = [firstPage, firstPage + pagesOfPart].map((page) => sql`${`(${page},0)`}::tid`)
  const { numAffectedRows } = await sql`
    insert into transactions (merchant_id, external_id, amount_cents, fee_cents, kind, status, paid_at, order_id,
      relates_to, source, import_id)
    select merchant_id, external_id, amount_cents, fee_cents, kind, status, paid_at, order_id,
      relates_to, ${source}, ${importId}::uuid
    from staged_lines as lines
    where lines.ctid >= ${from} and lines.ctid < ${to}
      and not exists (select from staged_rejects as refused where refused.line = lines.line)
      and not exists (select from staged_matches as matches where matches.no = lines.no)
      and not exists (select from staged_repeats as repeats where repeats.no = lines.no)`.execute(
    trx,
  )
  return Number(numAffectedRows)
}

/**
 * Changes the stored transactions that differ, and keeps what they were.
 *
 * @returns how many
 */
export async function updateStaged(trx: Trx, importId: string): Promise<number> {
  const { numAffectedRows } = await sql`
    with changed as (
      update transactions set amount_cents = lines.amount_cents, fee_cents = lines.fee_cents, kind = lines.kind,
        status = lines.status, paid_at = lines.paid_at, order_id = lines.order_id, relates_to = lines.relates_to
      from staged_matches join staged_lines as lines using (no)
      where transactions.id = transaction_id and ${isChanged}
      returning old.id, old.amount_cents, old.fee_cents, old.kind, old.status, old.paid_at, old.order_id, old.relates_to
    )
    insert into transaction_changes (transaction_id, import_id, before_amount_cents, before_fee_cents, before_kind,
      before_status, before_paid_at, before_order_id, before_relates_to)
    select id, ${importId}::uuid, amount_cents, fee_cents, kind, status, paid_at, order_id, relates_to from changed
  `.execute(trx)
  return Number(numAffectedRows)
}
