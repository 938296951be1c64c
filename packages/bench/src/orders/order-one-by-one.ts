import pg from 'pg'
import { type Measurement, toMeasurement } from './measurement.ts'

export interface OneByOne {
  databaseUrl: string
  connections: number
  seconds: number
  buyer: string
  /** @returns the product of the next order */
  product: () => number
}

/**
 * The baseline: one transaction an order through the driver, without HTTP. It does what a careful service does
 * for each request: lock the product, check the stock, insert, take the unit, commit.
 */
export async function orderOneByOne(options: OneByOne): Promise<Measurement> {
  const clients = Array.from(
    { length: options.connections },
    () => new pg.Client({ connectionString: options.databaseUrl }),
  )
  try {
    await Promise.all(clients.map((client) => client.connect()))
    const latencies: number[] = []
    const started = performance.now()
    const end = started + options.seconds * 1000
    await Promise.all(
      clients.map(async (client) => {
        while (performance.now() < end) {
          const sent = performance.now()
          await placeOrder(client, options.product(), options.buyer)
          latencies.push(performance.now() - sent)
        }
      }),
    )
    return toMeasurement(latencies, (performance.now() - started) / 1000)
  } finally {
    await Promise.all(clients.map((client) => client.end()))
  }
}

async function placeOrder(client: pg.Client, product: number, buyer: string): Promise<void> {
  await client.query('begin')
  const { rows } = await client.query<{ price_cents: string; stock: string }>(
    'select price_cents, stock from products where id = $1 for update',
    [product],
  )
  const price = rows[0]?.price_cents
  if (price === undefined || rows[0]?.stock === '0') throw new Error('the baseline is sold out')
  await client.query(
    // With its terms, so that a trigger has only the sale to insert.
    `insert into orders (product_id, quantity, buyer_id, unit_price_cents, total_cents,
       currency, fee_cents, refunds_return_fee)
     values ($1, 1, $2, $3, $3, 'USD', 0, false) returning id, created_at`,
    [product, buyer, price],
  )
  await client.query('update products set stock = stock - 1, sold = sold + 1 where id = $1', [
    product,
  ])
  await client.query('commit')
}
