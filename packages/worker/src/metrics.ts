import { Counter, Gauge, Histogram, type Registry } from 'prom-client'

export type Metrics = ReturnType<typeof createMetrics>

/** Each worker counts its own work; sum over all workers for a total. */
export function createMetrics(registry: Registry) {
  const registers = [registry]
  const metrics = {
    batches: new Counter({
      name: 'order_settlement_batches_total',
      help: 'Batches summed.',
      registers,
    }),
    rows: new Counter({
      name: 'order_settlement_batch_rows_total',
      help: 'Transactions in the summed batches.',
      registers,
    }),
    batchesInFlight: new Gauge({
      name: 'order_settlement_batches_in_flight',
      help: 'Batches that are being summed.',
      registers,
    }),
    batchDuration: new Histogram({
      name: 'order_settlement_batch_duration_seconds',
      help: 'Duration of the statement that sums a batch.',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    duration: new Histogram({
      name: 'order_settlement_job_duration_seconds',
      help: 'Time from the request for a settlement to its completion.',
      buckets: [0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1_800, 3_600],
      registers,
    }),
    ended: new Counter({
      name: 'order_settlement_jobs_ended_total',
      help: 'Settlements that completed, failed or were cancelled.',
      labelNames: ['status'] as const,
      registers,
    }),
  }
  // From 0 on: an increase from no sample to 1 is none to Prometheus, and the first failure would raise no alert.
  for (const status of ['COMPLETED', 'FAILED', 'CANCELLED']) metrics.ended.inc({ status }, 0)
  return metrics
}
