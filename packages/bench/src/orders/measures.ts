import type { Stack } from '../stack/start-stack.ts'
import { loadApi } from './load-api.ts'
import { loadHolds } from './load-holds.ts'
import { measureDuringSettlement } from './measure-during-settlement.ts'
import type { Measurement } from './measurement.ts'
import { orderOneByOne } from './order-one-by-one.ts'
import {
  buyerAtLimit,
  hotProduct,
  limitedProduct,
  notStartedProduct,
  randomProduct,
  soldOutProduct,
} from './products.ts'

export interface Setup {
  stack: Stack
  urls: { api: string; noop: string }
  connections: number
  /** Duration of a run at full load; steadier measures take less. */
  seconds: number
}

export interface Measure {
  title: string
  /** Whether each counted answer is an order, and so a row. */
  placesOrders: boolean
  /** Requests that may be in flight, with an unknown outcome, when a run ends. */
  maxInFlight: (setup: Setup) => number
  /** @param buyer unique to the run: the books are checked by it */
  run: (setup: Setup, buyer: string) => Promise<Measurement>
}

// Measures with one client or one transaction an order vary little, so they take a share of the time.
const steadyShare = 0.3

const hot = () => hotProduct

/** Baselines before and after ours, so that a change of the machine's load affects both. */
export const measures = {
  'one-by-one-hot-8': oneByOne('8 connections, hot product', 8, hot),
  hot: overHttp('hot product', { product: hot }),
  'one-by-one-hot-32': oneByOne('32 connections, hot product', 32, hot),
  noop: {
    ...overHttp('no-op handler', { path: '/noop', product: hot }),
    placesOrders: false,
  },
  'one-by-one-many-8': oneByOne('8 connections, 1,000 products', 8, randomProduct),
  many: overHttp('1,000 products', { product: randomProduct }),
  'one-by-one-many-32': oneByOne('32 connections, 1,000 products', 32, randomProduct),
  'one-by-one-single': oneByOne('1 connection', 1, hot),
  single: overHttp('1 client, hot product', { product: hot, single: true }),
  limited: overHttp('hot product, one per buyer', {
    product: () => limitedProduct,
    // Another buyer in each request; the books are checked by what is before the space.
    buyer: (run) => `${run} [<id>]`,
  }),
  'hold-confirm': holdAndConfirm({ keyed: false }),
  'hold-confirm-keyed': holdAndConfirm({ keyed: true }),
  'sold-out': refusals('sold-out product', { product: () => soldOutProduct }),
  'not-started': refusals('product before its sale', { product: () => notStartedProduct }),
  'limit-reached': refusals('buyers who reached the limit', {
    product: () => limitedProduct,
    buyer: buyerAtLimit,
  }),
  'product-read': reads('GET /products/{id}, hot product', `/products/${hotProduct}`),
  'product-list': reads('GET /products, a page of 20', '/products?limit=20'),
  'during-settlement': duringSettlement(),
  'with-standby': withStandby(),
} satisfies Record<string, Measure>

export type MeasureName = keyof typeof measures

export const measureNames = Object.keys(measures) as MeasureName[]

function oneByOne(title: string, connections: number, product: () => number): Measure {
  return {
    title: `one transaction an order, no HTTP, ${title}`,
    placesOrders: true,
    maxInFlight: () => 0,
    run: ({ stack, seconds }, buyer) =>
      orderOneByOne({
        databaseUrl: stack.databaseUrl,
        connections,
        seconds: seconds * steadyShare,
        buyer,
        product,
      }),
  }
}

interface HttpLoad {
  product: () => number
  /** @returns the buyer of the next order of a run; the run itself by default */
  buyer?: (run: string) => string
  path?: '/orders' | '/noop'
  expectedStatus?: number
  /** One client instead of all connections. */
  single?: boolean
}

function overHttp(title: string, load: HttpLoad): Measure {
  const { product, path = '/orders', expectedStatus = 201, single = false } = load
  const { buyer = (run: string) => run } = load
  return {
    title: `POST ${path}, ${title}`,
    placesOrders: true,
    maxInFlight: ({ connections }) => (single ? 1 : connections),
    run: ({ urls, connections, seconds }, run) =>
      loadApi({
        url: path === '/noop' ? urls.noop + path : urls.api + path,
        connections: single ? 1 : connections,
        seconds: single ? seconds * steadyShare : seconds,
        body: () => ({ product_id: product(), quantity: 1, buyer_id: buyer(run) }),
        expectedStatus,
      }),
  }
}

function holdAndConfirm({ keyed }: { keyed: boolean }): Measure {
  return {
    title: `POST /orders with a hold, then its confirm, hot product${keyed ? ', with keys' : ''}`,
    placesOrders: true,
    // Those that are held when a run ends.
    maxInFlight: ({ connections }) => connections,
    run: ({ urls, connections, seconds }, buyer_id) => {
      const body = { product_id: hotProduct, quantity: 1, buyer_id }
      return loadHolds({ url: urls.api, connections, seconds, body, keyed })
    },
  }
}

function refusals(title: string, load: HttpLoad): Measure {
  return { ...overHttp(title, { ...load, expectedStatus: 409 }), placesOrders: false }
}

/** Reads what a shop's page shows to every visitor. */
function reads(title: string, path: string): Measure {
  return {
    title,
    placesOrders: false,
    maxInFlight: () => 0,
    run: ({ urls, connections, seconds }) => {
      const url = `${urls.api}${path}`
      return loadApi({ url, connections, seconds, body: undefined, expectedStatus: 200 })
    },
  }
}

function duringSettlement(): Measure {
  const load = overHttp('hot product, while a settlement runs', { product: hot })
  return {
    ...load,
    run: (setup, buyer) =>
      measureDuringSettlement(setup.stack, setup.urls.api, () => load.run(setup, buyer)),
  }
}

function withStandby(): Measure {
  const load = overHttp('hot product, with a synchronous standby', { product: hot })
  return {
    ...load,
    async run(setup, buyer) {
      await using _standby = await setup.stack.startStandby()
      return await load.run(setup, buyer)
    },
  }
}
