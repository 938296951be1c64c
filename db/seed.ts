import { sql } from 'kysely'
import { dropIndexes } from './drop-indexes.ts'
import { insertMerchants } from './insert-merchants.ts'
import { insertProduct } from './insert-product.ts'
import type { Database, Trx } from './tables.ts'

const products = [
  {
    id: '1',
    name: 'Limited Edition',
    merchant_id: 'merchant_0001',
    price_cents: 9900,
    stock: 100,
  },
  {
    id: '2',
    name: 'Poster',
    merchant_id: 'merchant_0001',
    price_cents: 1900,
    stock: 5_000,
  },
  {
    id: '3',
    name: 'Festival Ticket',
    merchant_id: 'merchant_0002',
    price_cents: 12_500,
    stock: 20_000,
  },
  {
    id: '4',
    name: 'Flash Sale Headphones',
    merchant_id: 'merchant_0003',
    price_cents: 5999,
    stock: 1_000,
  },
  {
    id: '5',
    name: 'Signed Vinyl',
    merchant_id: 'merchant_0004',
    price_cents: 4500,
    stock: 250,
  },
]

/**
 * Seeds products, 1,000 merchants, and transactions of January 2025 in one statement. Rows are derived from their
 * number, so they are the same on every machine. A table that has rows is left unchanged.
 *
 * @param transactions rows to insert; 0 for none
 * @param currency of the merchants
 * @returns rows inserted into `transactions`
 */
export async function seed(db: Database, transactions: number, currency = 'USD'): Promise<number> {
  const inserted = await db.transaction().execute(async (trx) => {
    // Concurrent seeds take turns: the second finds the rows of the first.
    await sql`select pg_advisory_xact_lock(hashtext('seed'))`.execute(trx)
    if (!(await trx.selectFrom('products').select('id').limit(1).executeTakeFirst())) {
      for (const product of products) await insertProduct(trx, product)
      await continueIds('products').execute(trx)
    }
    await describeMerchants(trx, currency)
    if (await trx.selectFrom('transactions').select('id').limit(1).executeTakeFirst()) return 0
    if (transactions === 0) return 0
    const createIndexes = await dropIndexes(trx, 'transactions')
    const { numAffectedRows = 0n } = await insertTransactions(transactions).execute(trx)
    for (const statement of createIndexes) await sql.raw(statement).execute(trx)
    await continueIds('transactions').execute(trx)
    return Number(numAffectedRows)
  })
  // Index-only scans need the visibility map, which only a vacuum sets.
  if (inserted > 0) await sql`vacuum (analyze) transactions`.execute(db)
  return inserted
}

/** Also of a database that was seeded before merchants had terms, but of no shop that was never seeded. */
async function describeMerchants(trx: Trx, currency: string): Promise<void> {
  if (await trx.selectFrom('merchants').select('id').limit(1).executeTakeFirst()) return
  const isSeeded = trx.selectFrom('products').select('id').where('id', '=', '1')
  if (!(await isSeeded.where('merchant_id', '=', 'merchant_0001').executeTakeFirst())) return
  const digits = Array.from({ length: 1_000 }, (_, n) => String(n + 1).padStart(4, '0'))
  const terms = { currency, fee_basis_points: 290, fee_fixed_cents: 30 }
  await insertMerchants(
    trx,
    digits.map((n) => ({ id: `merchant_${n}`, name: `Merchant ${n}`, ...terms })),
  )
}

// Multiplication by a large odd number scatters neighbouring row numbers (Knuth, The Art of Computer
// Programming, vol. 3, 6.4). One row in fifty is not PAID. Time grows with the row number, as in a real table.
function insertTransactions(rows: number) {
  return sql`
    insert into transactions (id, merchant_id, amount_cents, fee_cents, status, paid_at, created_at)
    select n, 'merchant_' || lpad(merchant::text, 4, '0'), amount, amount * 29 / 1000 + 30,
      case when odd = 0 then (array['PENDING', 'FAILED', 'REFUNDED'])[n % 3 + 1] else 'PAID' end, at, at
    from generate_series(1, ${rows}::bigint) as n, lateral (select
      (n * 2654435761 >> 16) % 1000 + 1 as merchant,
      (n * 2246822519 >> 12) % 50000 + 100 as amount,
      (n * 3266489917 >> 20) % 50 as odd,
      timestamptz '2025-01-01 00:00:00Z' + (n - 1) * 2678400 / ${rows}::bigint * interval '1 second'
        + (n * 1597334677 >> 8) % 1000000 * interval '1 microsecond' as at
    ) as derived`
}

function continueIds(table: 'products' | 'transactions') {
  return sql`select setval(pg_get_serial_sequence(${table}, 'id'), max(id)) from ${sql.table(table)}`
}
