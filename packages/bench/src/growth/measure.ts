import type { ApiDriver } from '@order-settlement/testing/api-driver.ts'
import type { Figure } from '../figure.ts'
import { loadApi } from '../orders/load-api.ts'
import { hotProduct, limitedProduct, randomProduct } from '../orders/products.ts'
import { median } from '../percentile.ts'

/** A service on a database of its own. */
export interface Shop {
  url: string
  api: ApiDriver
}

/** A small and a large one. */
export interface Shops {
  small: Shop
  large: Shop
}

interface Options {
  runs: number
  /** Of orders in a run. */
  seconds: number
}

/** What the same work may cost more in the large one. */
const slowerAtMost = 1.2

/** How fast the large one is, against the small one. */
export async function measureFigures(shops: Shops, options: Options): Promise<Figure[]> {
  const products = [
    { name: 'hot', title: 'orders, hot product', id: () => hotProduct },
    { name: 'spread', title: 'orders, 1,000 products', id: randomProduct },
    { name: 'limited', title: 'orders, limit per buyer', id: () => limitedProduct },
  ]
  const figures: Figure[] = []
  for (const { name, title, id } of products) {
    const { small, large } = await takeTurns(shops, options, (shop) =>
      measureOrders(shop, options, id),
    )
    const baseline = { title: 'small', value: small }
    const target = { atLeast: Math.floor(100 / slowerAtMost) / 100 }
    figures.push({ name, title, unit: '/s', ours: large, baseline, target })
  }
  const { small, large } = await takeTurns(shops, options, settleJanuary)
  figures.push({
    name: 'settlement',
    title: 'settling a month',
    unit: 'ms',
    ours: large,
    baseline: { title: 'small', value: small },
    target: { atMost: slowerAtMost },
  })
  return figures
}

/**
 * Medians of the runs of both, after one that does not count. They take turns, so that a change of the machine's load
 * affects both.
 */
async function takeTurns(
  { small, large }: Shops,
  { runs }: Options,
  measure: (shop: Shop) => Promise<number>,
): Promise<{ small: number; large: number }> {
  const values: Record<'small' | 'large', number[]> = { small: [], large: [] }
  for (let run = -1; run < runs; run += 1) {
    const measured = [await measure(small), await measure(large)] as const
    if (run < 0) continue
    values.small.push(measured[0])
    values.large.push(measured[1])
  }
  return { small: median(values.small), large: median(values.large) }
}

async function measureOrders(
  { url }: Shop,
  { seconds }: Options,
  productId: () => number,
): Promise<number> {
  const body = () => ({ product_id: productId(), quantity: 1, buyer_id: 'buyer-[<id>]' })
  const load = { url: `${url}/orders`, connections: 64, seconds, body, expectedStatus: 201 }
  return (await loadApi(load)).perSecond
}

async function settleJanuary({ api }: Shop): Promise<number> {
  const started = performance.now()
  const range = { from: '2025-01-01', to: '2025-01-31', force: true }
  const job = await api.settle(range, { timeoutMs: 600_000, intervalMs: 20 })
  if (job.status !== 'COMPLETED') throw new Error(`the settlement is ${job.status}: ${job.error}`)
  return performance.now() - started
}
