import type { Stack } from '../stack/start-stack.ts'
import { loadApi } from './load-api.ts'
import type { Measurement } from './measurement.ts'
import { orderOneByOne } from './order-one-by-one.ts'
import { orderWhileSettling } from './order-while-settling.ts'
import { hotProduct, randomProduct, soldOutProduct } from './products.ts'

export interface Setup {
  stack: Stack
  /** Of the api and of the one that does nothing. */
  urls: { api: string; doNothing: string }
  connections: number
  /** Of a run at full load; runs that are steadier take less. */
  seconds: number
}

export interface Measure {
  title: string
  /** Whether each counted answer is an order, and so a row. */
  places: boolean
  /** Requests without an answer when the time of a run is over, at most. */
  unanswered: (setup: Setup) => number
  /** @param buyer of this run alone: the books are checked by it */
  run: (setup: Setup, buyer: string) => Promise<Measurement>
}

// One client or one transaction an order: the same at every second.
const steadyShare = 0.3

const hot = () => hotProduct

/** Baseline before ours before baseline: what changes on the machine meanwhile meets both. */
export const measures = {
  'one-by-one-hot-8': oneByOne('8 connections, hot product', 8, hot),
  hot: overHttp('hot product', { product: hot }),
  'one-by-one-hot-32': oneByOne('32 connections, hot product', 32, hot),
  'do-nothing': {
    ...overHttp('handler that does nothing', { path: '/nothing', product: hot }),
    places: false,
  },
  'one-by-one-many-8': oneByOne('8 connections, 1,000 products', 8, randomProduct),
  many: overHttp('1,000 products', { product: randomProduct }),
  'one-by-one-many-32': oneByOne('32 connections, 1,000 products', 32, randomProduct),
  'one-by-one-single': oneByOne('1 connection', 1, hot),
  single: overHttp('1 client, hot product', { product: hot, single: true }),
  'sold-out': {
    ...overHttp('sold-out product', { product: () => soldOutProduct, awaited: 409 }),
    places: false,
  },
  settling: settling(),
} satisfies Record<string, Measure>

export type MeasureName = keyof typeof measures

export const measureNames = Object.keys(measures) as MeasureName[]

function oneByOne(title: string, connections: number, product: () => number): Measure {
  return {
    title: `one transaction an order, no HTTP, ${title}`,
    places: true,
    unanswered: () => 0,
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
  path?: '/orders' | '/nothing'
  awaited?: number
  /** One client instead of all connections. */
  single?: boolean
}

function overHttp(title: string, load: HttpLoad): Measure {
  const { product, path = '/orders', awaited = 201, single = false } = load
  return {
    title: `POST ${path}, ${title}`,
    places: true,
    unanswered: ({ connections }) => (single ? 1 : connections),
    run: ({ urls, connections, seconds }, buyer) =>
      loadApi({
        url: path === '/nothing' ? urls.doNothing + path : urls.api + path,
        connections: single ? 1 : connections,
        seconds: single ? seconds * steadyShare : seconds,
        buyer,
        product,
        awaited,
      }),
  }
}

function settling(): Measure {
  const load = overHttp('hot product, while a settlement runs', { product: hot })
  return {
    ...load,
    run: (setup, buyer) =>
      orderWhileSettling(setup.stack, setup.urls.api, () => load.run(setup, buyer)),
  }
}
