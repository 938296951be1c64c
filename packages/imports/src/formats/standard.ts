import type { Format, Line } from './format.ts'

/** The service's own columns. */
export const standard: Format = {
  name: 'standard',
  requiredColumns: ['external_id', 'merchant_id', 'amount_cents', 'fee_cents', 'paid_at'],
  optionalColumns: ['kind', 'status', 'order_id', 'relates_to'],
  hasOtherColumns: false,
  // The columns are those of a line.
  open: () => (record) => [record as unknown as Line],
}
