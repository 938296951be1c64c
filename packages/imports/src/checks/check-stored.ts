import type { Trx } from '@order-settlement/db/tables.ts'
import { type RawBuilder, sql } from 'kysely'
import type { CheckOptions } from './check-options.ts'

/**
 * Finds the transactions that are in the file more than once, as `staged_repeats`. One with the content of the first is
 * left out; another content is a mistake, since nothing says which of them counts.
 */
export async function checkRepeats(trx: Trx): Promise<void> {
  await sql`
    create temporary table staged_repeats on commit drop as
    with firsts as (
      select merchant_id, external_id, min(no) as no from staged_lines
      group by merchant_id, external_id having count(*) > 1
    )
    select lines.no, lines.line, firsts.no as first_no, first.line as first_line,
      ${differences('first', 'lines')} as differences
    from firsts
    join staged_lines as first on first.no = firsts.no
    join staged_lines as lines
      on lines.merchant_id = firsts.merchant_id and lines.external_id = firsts.external_id and lines.no > firsts.no
  `.execute(trx)
  await sql`
    insert into staged_rejects
    select no, line, 'external_id', 'is in line ' || first_line || ' with other content: ' || differences
    from staged_repeats where differences is not null`.execute(trx)
}

/**
 * Finds the transactions that are stored already, as `staged_matches`, and those that would change. Those in the default
 * partition are found there, since the oldest have no key; the others in the one partition that their key tells.
 */
export async function checkStored(trx: Trx, { onConflict }: CheckOptions): Promise<void> {
  const columns = sql`no, line, stored.id as transaction_id, stored.status as stored_status,
    stored.paid_at as stored_paid_at, ${differences('stored', 'lines')} as differences`
  await sql`
    create temporary table staged_matches on commit drop as
    select ${columns} from staged_lines as lines
    join transactions_default as stored on stored.merchant_id = lines.merchant_id
      -- That of its index.
      and stored.external_id = lines.external_id collate "default"`.execute(trx)
  // Line by line: the planner does not know that a line reads one partition, and would rather read all of them.
  await sql`
    insert into staged_matches
    select ${columns} from staged_lines as lines
    join transaction_keys as keys using (merchant_id, external_id)
    cross join lateral (
      select * from transactions where id = transaction_id and transactions.paid_at = keys.paid_at
        and tableoid <> 'transactions_default'::regclass offset 0
    ) as stored`.execute(trx)
  await checkArchived(trx)
  if (onConflict === 'update') return
  await sql`
    insert into staged_rejects
    select no, line, 'external_id', 'is stored with other content: ' || differences
    from staged_matches where differences is not null`.execute(trx)
}

/** A key stays when the month of its transaction is dropped. */
async function checkArchived(trx: Trx): Promise<void> {
  await sql`
    insert into staged_rejects
    select no, line, 'external_id', 'is stored in an archived month'
    from staged_lines join transaction_keys using (merchant_id, external_id)
    where no not in (select no from staged_matches)`.execute(trx)
}

const compared = [
  'amount_cents',
  'fee_cents',
  'kind',
  'status',
  'paid_at',
  'order_id',
  'relates_to',
] as const

/** The columns that differ, with the earlier content; null if none does. */
function differences(earlier: string, later: string): RawBuilder<string | null> {
  const columns = (table: string) => sql.join(compared.map((name) => sql.ref(`${table}.${name}`)))
  const each = compared.map((name) => {
    const [before, after] = [sql.ref(`${earlier}.${name}`), sql.ref(`${later}.${name}`)]
    return sql`case when ${before} is distinct from ${after}
      then ${sql.lit(`${name} `)} || coalesce(${before}::text, 'empty') end`
  })
  return sql`case when (${columns(earlier)}) is distinct from (${columns(later)})
    then concat_ws(', ', ${sql.join(each)}) end`
}
