import { type RawBuilder, sql } from 'kysely'
import type { Trx } from './tables.ts'

/** Ids of orders from `from`, included, to `until`, excluded; without it, to the highest of all. */
export interface IdRange {
  from: string
  until?: string | undefined
}

const lowestId = '00000000-0000-0000-0000-000000000000'

/** Ranges that share no id and cover all ids, also those of no order, in ascending order, with `orders` orders in each. */
export async function* splitOrderIds(trx: Trx, orders: number): AsyncGenerator<IdRange> {
  let from = lowestId
  for (;;) {
    const { rows } = await sql<{ id: string }>`
      select id from orders where id >= ${from} order by id offset ${orders} limit 1`.execute(trx)
    const until = rows[0]?.id
    yield { from, until }
    if (until === undefined) return
    from = until
  }
}

/** Whether an id, in `column`, is in the range. Never for null. */
export function isInRange({ from, until }: IdRange, column: string): RawBuilder<boolean> {
  const id = sql.ref(column)
  return until === undefined ? sql`${id} >= ${from}` : sql`(${id} >= ${from} and ${id} < ${until})`
}
