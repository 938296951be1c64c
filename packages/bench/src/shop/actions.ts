import { randomUUID } from 'node:crypto'
import { type AcknowledgedOrder, toAcknowledged } from './acknowledged.ts'
import { buyers, merchants, putTerms, type Shop } from './open-shop.ts'
import { type Client, send } from './send.ts'

type Action = (client: Client, shop: Shop) => Promise<void>

/** Every action, as often as it stands here: most are orders and holds. */
export const actions: Action[] = [
  ...Array<Action>(7).fill((client, shop) => order(client, shop)),
  ...Array<Action>(8).fill((client, shop) => order(client, shop, between(1, 3))),
  ...Array<Action>(7).fill(confirm),
  ...Array<Action>(3).fill(cancel),
  ...Array<Action>(4).fill(refund),
  restock,
  restock,
  changePrice,
  changeTerms,
]

async function order(client: Client, shop: Shop, hold_seconds?: number): Promise<void> {
  const token = randomUUID()
  const body = {
    product_id: pick(shop.products),
    quantity: between(1, 3),
    buyer_id: pick(buyers),
    payment_reference: token,
    ...(hold_seconds === undefined ? {} : { hold_seconds }),
  }
  const placed = await send(client, token, ['OUT_OF_STOCK', 'LIMIT_EXCEEDED'], (api) =>
    api.POST('/orders', { params: keyed(token), body }),
  )
  if (placed) client.acknowledged.orders.set(token, toAcknowledged(placed))
}

/** Of any order, also of one that has been sold, cancelled or has run out. */
async function confirm(client: Client): Promise<void> {
  const known = pickRecent(client)
  if (!known) return
  const token = randomUUID()
  known.confirmSent = true
  const refusals = ['HOLD_EXPIRED', 'ORDER_CANCELLED', 'LIMIT_EXCEEDED']
  const confirmed = await send(client, token, refusals, (api) =>
    api.POST('/orders/{id}/confirm', { params: { ...keyed(token), ...byId(known.id) }, body: {} }),
  )
  if (confirmed) known.confirmed = true
}

async function cancel(client: Client): Promise<void> {
  const known = pickRecent(client)
  if (!known) return
  const token = randomUUID()
  known.cancelSent = true
  const cancelled = await send(client, token, [], (api) =>
    api.POST('/orders/{id}/cancel', { params: { ...keyed(token), ...byId(known.id) }, body: {} }),
  )
  if (cancelled) known.cancelled = true
}

/** Up to a cent more than the order's total. */
async function refund(client: Client): Promise<void> {
  const known = pickRecent(client)
  if (!known) return
  const token = randomUUID()
  const body = {
    amount_cents: between(1, known.total_cents + 1),
    return_units: between(0, known.quantity),
    reason: token,
  }
  const refusals = ['REFUND_EXCEEDS_ORDER', 'RETURN_EXCEEDS_ORDER', 'ORDER_NOT_CONFIRMED']
  const refunded = await send(client, token, refusals, (api) =>
    api.POST('/orders/{id}/refunds', { params: { ...keyed(token), ...byId(known.id) }, body }),
  )
  if (!refunded) return
  const { id, order_id, amount_cents, return_units } = refunded
  client.acknowledged.refunds.set(token, { id, order_id, amount_cents, return_units })
}

/** Also takes units away. */
async function restock(client: Client, { products }: Shop): Promise<void> {
  const token = randomUUID()
  const product_id = pick(products)
  const delta = Math.random() < 0.2 ? -between(1, 5) : between(1, 8)
  const supplied = await send(client, token, ['STOCK_BELOW_ZERO'], (api) =>
    api.POST('/products/{id}/stock', {
      params: { ...keyed(token), path: { id: String(product_id) } },
      body: { delta, reason: token },
    }),
  )
  if (supplied) client.acknowledged.restocks.set(token, { product_id, delta })
}

async function changePrice(client: Client, { products }: Shop): Promise<void> {
  const path = { id: String(pick(products)) }
  const price_cents = Math.random() < 0.1 ? 0 : between(1, 9_999)
  await send(client, randomUUID(), [], (api) =>
    api.PATCH('/products/{id}', { params: { path }, body: { price_cents } }),
  )
}

async function changeTerms(client: Client): Promise<void> {
  await send(client, randomUUID(), [], (api) => putTerms(api, pick(merchants)))
}

/** One of the last 300, whose holds have just begun, run or have run out: older ones would be refused only. */
function pickRecent({ acknowledged }: Client): AcknowledgedOrder | undefined {
  return pick([...acknowledged.orders.values()].slice(-300))
}

function pick<Item>(items: Item[]): Item {
  return items[Math.floor(Math.random() * items.length)] as Item
}

function between(least: number, most: number): number {
  return least + Math.floor(Math.random() * (most - least + 1))
}

function keyed(token: string) {
  return { header: { 'idempotency-key': token } }
}

function byId(id: string) {
  return { path: { id } }
}
