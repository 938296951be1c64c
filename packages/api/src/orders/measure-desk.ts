import { Gauge, Histogram, type Registry } from 'prom-client'
import type { DeskOptions } from './desk.ts'

/** What a desk serves, as names of metrics have it. */
type Served = 'orders' | 'confirms'

/** Registers the size of batches and how long their requests waited. @returns the desk's `onBatch` */
export function measureBatches(
  registry: Registry,
  served: Served,
): NonNullable<DeskOptions['onBatch']> {
  const registers = [registry]
  const size = new Histogram({
    name: `order_settlement_${served}_batch_size`,
    help: `Number of ${served} that shared a transaction.`,
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512],
    registers,
  })
  const wait = new Histogram({
    name: `order_settlement_${served}_wait_seconds`,
    help: `How long ${served} waited for their transaction.`,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2],
    registers,
  })
  return (waitsMs) => {
    if (waitsMs.length === 0) return
    size.observe(waitsMs.length)
    for (const ms of waitsMs) wait.observe(ms / 1_000)
  }
}

/** Registers the number of waiting requests, counted at each scrape. */
export function measureWaiting(
  registry: Registry,
  served: Served,
  desk: { readonly waiting: number },
): void {
  new Gauge({
    name: `order_settlement_${served}_waiting`,
    help: `Number of ${served} that wait for a transaction.`,
    registers: [registry],
    collect() {
      this.set(desk.waiting)
    },
  })
}
