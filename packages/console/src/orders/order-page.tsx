import type { Order } from '@order-settlement/client'
import { useRoute } from 'preact-iso'
import { client, resultOf } from '../client.ts'
import { formatCount, formatMoney } from '../format/money.ts'
import { Time } from '../format/time.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { usePage } from '../ui/page.tsx'
import { useResource } from '../ui/use-resource.ts'
import { OrderActions } from './order-actions.tsx'
import { Refunds } from './refunds.tsx'
import { statusNames } from './status-names.ts'
import { Timeline } from './timeline.tsx'

export function OrderPage() {
  const { id = '' } = useRoute().params
  const order = useResource(
    id,
    () => resultOf(client.GET('/orders/{id}', { params: { path: { id } } })),
    2_000,
  )
  return (
    <>
      {usePage('Order')}
      <Loaded resource={order}>
        {(shown) => (
          <>
            <Facts order={shown} />
            <OrderActions order={shown} reload={order.reload} />
            <Timeline order={shown} />
            <Refunds order={shown} />
          </>
        )}
      </Loaded>
    </>
  )
}

function Facts({ order }: { order: Order }) {
  const { currency } = order
  return (
    <dl class="facts">
      <dt>Status</dt>
      <dd>{statusNames[order.status]}</dd>
      <dt>Product</dt>
      <dd>
        <a href={`/console/products/${order.product_id}`}>{order.product_id}</a>
      </dd>
      <dt>Buyer</dt>
      <dd>{order.buyer_id}</dd>
      <dt>Units</dt>
      <dd>
        {formatCount(order.quantity)} for {formatMoney(order.unit_price_cents, currency)} each
      </dd>
      <dt>Total</dt>
      <dd>{formatMoney(order.total_cents, currency)}</dd>
      <dt>Refunded</dt>
      <dd>{formatMoney(order.refunded_cents, currency)}</dd>
      <dt>Units returned</dt>
      <dd>{formatCount(order.returned_units)}</dd>
      <dt>Payment</dt>
      <dd>{order.payment_reference ?? '–'}</dd>
      {order.status === 'HELD' && (
        <>
          <dt>Held until</dt>
          <dd>
            <Time at={order.expires_at} />
          </dd>
        </>
      )}
      <dt>Number</dt>
      <dd>{order.id}</dd>
    </dl>
  )
}
