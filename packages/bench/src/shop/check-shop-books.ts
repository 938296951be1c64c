import { audit } from '@order-settlement/db/audit.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'

/**
 * Proves the books of a shop whose days are all settled: the audit finds nothing, each sold order has one sale, no
 * buyer has more than the limit, and the settled days add up to the transactions.
 *
 * @returns what is wrong, a line each
 */
export async function checkShopBooks(db: Database): Promise<string[]> {
  const alarms = Object.entries(await audit(db)).flatMap(([what, rows]: [string, object[]]) =>
    rows.map((row) => `the audit finds in ${what}: ${JSON.stringify(row)}`),
  )
  return [...alarms, ...(await findWrongSales(db)), ...(await findWrongSums(db))]
}

async function findWrongSales(db: Database): Promise<string[]> {
  const { rows } = await sql<{ wrong: string }>`
    select 'order ' || orders.id || ' is ' || orders.status || ' and has ' || count(transactions.id) || ' sales' as wrong
    from orders
    left join transactions on order_id = orders.id and kind = 'SALE' and transactions.status = 'PAID'
    group by orders.id
    having count(transactions.id) <> case when confirmed_at is null then 0 else 1 end
      or orders.status = 'CONFIRMED' and confirmed_at is null
    union all
    select buyer_id || ' has ' || sum(quantity - returned_units) || ' of product ' || products.id
      || ', more than ' || max_per_buyer
    from orders join products on products.id = product_id
    where orders.status = 'CONFIRMED' or orders.status = 'HELD' and expires_at > now()
    group by products.id, buyer_id
    having sum(quantity - returned_units) > max_per_buyer
    union all
    select 'product ' || id || ' is oversold: its stock is ' || stock from products where stock < 0`.execute(
    db,
  )
  return rows.map(({ wrong }) => wrong)
}

async function findWrongSums(db: Database): Promise<string[]> {
  const { rows } = await sql<{ settled: string; paid: string }>`
    select settled::text, paid::text from
      (select sum(gross_cents) as gross, sum(fee_cents) as fee, sum(net_cents) as net,
        sum(txn_count) as count, sum(refund_cents) as refunded, sum(refund_count) as refunds
        from settlements) as settled,
      (select sum(amount_cents) as gross, sum(fee_cents) as fee, sum(amount_cents - fee_cents) as net,
        count(*)::numeric as count,
        -coalesce(sum(amount_cents) filter (where kind = 'REFUND'), 0) as refunded,
        count(*) filter (where kind = 'REFUND')::numeric as refunds
        from transactions where status = 'PAID') as paid
    where settled::text <> paid::text`.execute(db)
  return rows.map(({ settled, paid }) => `the settled days sum to ${settled}, paid is ${paid}`)
}
