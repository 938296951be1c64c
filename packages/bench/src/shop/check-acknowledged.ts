import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import type { Acknowledged, AcknowledgedOrder } from './acknowledged.ts'

/**
 * Compares what clients remember with the tables: each acknowledged order, confirmation, cancellation, refund and
 * restock is there with its effect or a later one, nothing is there twice, and nothing that was refused is there.
 *
 * @returns what is wrong, a line each
 */
export async function checkAcknowledged(
  db: Database,
  acknowledged: Acknowledged,
): Promise<string[]> {
  const { orders, refunds, restocks, unanswered } = acknowledged
  return [
    ...compare('order', await readOrders(db), orders, unanswered, compareOrder),
    ...compare('refund', await readRefunds(db), refunds, unanswered, compareFields),
    ...compare('restock', await readRestocks(db), restocks, unanswered, compareFields),
  ]
}

interface Stored {
  token: string
}

function compare<Row extends Stored, Known>(
  what: string,
  rows: Row[],
  known: Map<string, Known>,
  unanswered: Set<string>,
  difference: (row: Row, known: Known) => string | undefined,
): string[] {
  const stored = Map.groupBy(rows, ({ token }) => token)
  const lost = [...known.keys()].filter((token) => !stored.has(token))
  const wrong = [...stored].flatMap(([token, [row, ...others]]) => {
    const acknowledged = known.get(token)
    if (others.length > 0) return `${what} ${token} is stored ${others.length + 1} times`
    if (acknowledged === undefined)
      return unanswered.has(token) ? [] : `${what} ${token} was refused, but is stored`
    const differs = row && difference(row, acknowledged)
    return differs === undefined ? [] : `${what} ${token} ${differs}`
  })
  return [...lost.map((token) => `${what} ${token} was acknowledged, but is lost`), ...wrong]
}

interface OrderRow extends Stored {
  id: string
  status: string
  product_id: number
  quantity: number
  buyer_id: string
  total_cents: number
  sold: boolean
}

function compareOrder(row: OrderRow, known: AcknowledgedOrder): string | undefined {
  const { id, product_id, quantity, buyer_id, total_cents } = known
  const differs = compareFields(row, { id, product_id, quantity, buyer_id, total_cents })
  if (differs !== undefined) return differs
  if (known.confirmed && !row.sold) return 'was acknowledged as confirmed, but is not sold'
  if (laterStates(known).includes(row.status)) return undefined
  return `is ${row.status} instead of ${laterStates(known).join(' or ')}`
}

/** The states that an order may have reached by what was asked of it. */
function laterStates({ confirmed, cancelled, confirmSent, cancelSent }: AcknowledgedOrder) {
  if (cancelled) return ['CANCELLED']
  const byCancel = cancelSent ? ['CANCELLED'] : []
  if (confirmed) return ['CONFIRMED', ...byCancel]
  return ['HELD', 'EXPIRED', ...(confirmSent ? ['CONFIRMED'] : []), ...byCancel]
}

function compareFields(row: object, known: object): string | undefined {
  const stored = new Map<string, unknown>(Object.entries(row))
  const differing = Object.entries(known).filter(([name, value]) => stored.get(name) !== value)
  if (differing.length === 0) return undefined
  return differing
    .map(([name, value]) => `has ${name} ${stored.get(name)} instead of ${value}`)
    .join(', ')
}

async function readOrders(db: Database): Promise<OrderRow[]> {
  const { rows } = await sql<OrderRow>`
    select payment_reference as token, id, status, product_id::integer, quantity, buyer_id,
      total_cents::integer, confirmed_at is not null as sold
    from orders`.execute(db)
  return rows
}

async function readRefunds(db: Database): Promise<Stored[]> {
  const { rows } = await sql<Stored>`
    select reason as token, id, order_id, amount_cents::integer, return_units
    -- Others are those of cancellations.
    from refunds where reason is not null`.execute(db)
  return rows
}

async function readRestocks(db: Database): Promise<Stored[]> {
  const { rows } = await sql<Stored>`
    select reason as token, product_id::integer, delta::integer from stock_movements
    -- Other movements are those of creation.
    where reason like '________-____-%'`.execute(db)
  return rows
}
