import { Gauge, Histogram, type Registry } from 'prom-client'
import type { OrderDesk, OrderDeskOptions } from './order-desk.ts'

/** Registers the size of batches and how long their orders waited. @returns the desk's `onBatch` */
export function measureBatches(registry: Registry): NonNullable<OrderDeskOptions['onBatch']> {
  const registers = [registry]
  const size = new Histogram({
    name: 'order_settlement_orders_batch_size',
    help: 'Orders that shared a transaction.',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512],
    registers,
  })
  const wait = new Histogram({
    name: 'order_settlement_orders_wait_seconds',
    help: 'How long an order waited for its transaction.',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2],
    registers,
  })
  return (waitsMs) => {
    if (waitsMs.length === 0) return
    size.observe(waitsMs.length)
    for (const ms of waitsMs) wait.observe(ms / 1_000)
  }
}

/** Registers the number of waiting orders, counted at each scrape. */
export function measureWaiting(registry: Registry, desk: OrderDesk): void {
  new Gauge({
    name: 'order_settlement_orders_waiting',
    help: 'Orders that wait for a transaction.',
    registers: [registry],
    collect() {
      this.set(desk.waiting)
    },
  })
}
