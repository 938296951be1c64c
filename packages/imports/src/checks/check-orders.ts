import { droppedSpans } from '@order-settlement/db/dropped-months.ts'
import type { Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'

/**
 * A line may belong to an order of its merchant. A sale may not if the order has its sale, or will have when its hold
 * is confirmed: a second one would be paid twice. Nor may a line that is not stored if the month of
 * the order is dropped: nothing says what the order was.
 */
export async function checkOrders(trx: Trx): Promise<void> {
  await sql`
    with dropped as materialized (
      select lowest_uuid(lower(span)) as first_id, lowest_uuid(upper(span)) as end_id from (${droppedSpans}) as spans
    )
    insert into staged_rejects
    select lines.no, lines.line, 'order_id', message
    from staged_lines as lines
    left join orders on orders.id = lines.order_id
    left join products on products.id = orders.product_id
    left join transactions as sale on sale.order_id = lines.order_id and sale.kind = 'SALE'
      and (sale.merchant_id, sale.external_id) is distinct from (lines.merchant_id, lines.external_id)
    left join staged_matches as matches on matches.no = lines.no
    left join dropped on lines.order_id >= first_id and lines.order_id < end_id
    cross join lateral (select case
      when first_id is not null and matches.no is not null and differences is null then null
      when first_id is not null then 'is an order of '
        || coalesce(to_char(uuid_extract_timestamp(lines.order_id) at time zone 'UTC', 'YYYY-MM'), 'a month')
        || ', which is archived; book an ADJUSTMENT that relates_to its day, without order_id'
      when orders.id is null then 'is not an order of this shop'
      when products.merchant_id <> lines.merchant_id then 'is an order of another merchant'
      when lines.kind <> 'SALE' then null
      when sale.id is not null then 'has its sale already'
      when orders.status in ('HELD', 'EXPIRED') then 'is not sold; its sale is written when it is confirmed'
    end as message) as checked
    where lines.order_id is not null and message is not null`.execute(trx)
  await sql`
    insert into staged_rejects
    select no, line, 'order_id', 'has its sale in line ' || first_line from (
      select no, line, first_value(line) over sales as first_line, row_number() over sales as number
      from staged_lines where order_id is not null and kind = 'SALE'
        and no not in (select no from staged_repeats)
      window sales as (partition by order_id order by no)
    ) as sales where number > 1`.execute(trx)
}
