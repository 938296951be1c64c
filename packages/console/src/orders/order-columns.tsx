import type { Order } from '@order-settlement/client'
import { formatCount, formatMoney } from '../format/money.ts'
import { Time } from '../format/time.tsx'
import type { Column } from '../ui/data-table.tsx'
import { statusNames } from './status-names.ts'

export const orderColumns: Column<Order>[] = [
  {
    name: 'Ordered',
    cell: ({ id, created_at }) => (
      <a href={`/console/orders/${id}`}>
        <Time at={created_at} />
      </a>
    ),
  },
  {
    name: 'Product',
    cell: ({ product_id }) => <a href={`/console/products/${product_id}`}>{product_id}</a>,
  },
  { name: 'Buyer', cell: ({ buyer_id }) => buyer_id },
  { name: 'Units', kind: 'number', cell: ({ quantity }) => formatCount(quantity) },
  {
    name: 'Total',
    kind: 'number',
    cell: ({ total_cents, currency }) => formatMoney(total_cents, currency),
  },
  {
    name: 'Refunded',
    kind: 'number',
    cell: ({ refunded_cents, currency }) => formatMoney(refunded_cents, currency),
  },
  { name: 'Status', cell: ({ status }) => statusNames[status] },
]
