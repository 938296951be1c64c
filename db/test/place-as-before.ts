import { type RawBuilder, sql } from 'kysely'

/** The statement that an api of the version before places most orders with: it does not count them as sold. */
export function placeAsBefore(productIds: number[], quantity: number): RawBuilder<unknown> {
  return sql`
    with wanted as materialized (
      select * from unnest(${productIds}::bigint[]) with ordinality as t (product_id, position)
    ),
    locked as materialized (
      select id, price_cents, stock from products
      where id in (select product_id from wanted) order by id for update
    ),
    served as materialized (
      select *, uuidv7() as id from (
        select wanted.*, price_cents, stock,
          ${quantity}::integer * count(*) over (partition by product_id order by position) as units
        from wanted join locked on locked.id = product_id
      ) as queued
      where units <= stock
    ),
    placed as (
      insert into orders (id, product_id, quantity, buyer_id, unit_price_cents, total_cents)
      select id, product_id, ${quantity}, 'b', price_cents, price_cents * ${quantity} from served
      returning id, product_id, quantity
    ),
    taken as (
      update products set stock = stock - units
      from (select product_id, sum(quantity) as units from placed group by product_id) as sold
      where products.id = sold.product_id
    )
    select position from placed join served using (id)`
}

/** The statement for the other orders, whose products it has locked: it takes their units whatever is placed first. */
export function placeLockedAsBefore(productId: number, quantities: number[]): RawBuilder<unknown> {
  return sql`
    with wanted as materialized (
      select *, uuidv7() as id from unnest(${quantities}::integer[]) as t (quantity)
    ),
    taken as (
      update products set stock = stock - units from (select sum(quantity) as units from wanted) as sold
      where products.id = ${productId}
    ),
    placed as (
      insert into orders (id, product_id, quantity, buyer_id, unit_price_cents, total_cents)
      select id, ${productId}, quantity, 'b', 5, 5 * quantity from wanted
      returning id
    )
    select id from placed join wanted using (id)`
}
