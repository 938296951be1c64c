import type { Order } from '@order-settlement/client'
import { Time } from '../format/time.tsx'

/** What has happened to an order, in its sequence; its refunds have a table of their own. */
export function Timeline({ order }: { order: Order }) {
  const steps = stepsOf(order).filter(([, at]) => at !== null)
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">Timeline</h2>
      <ol>
        {steps.map(([name, at]) => (
          <li key={name}>
            {name} <Time at={at} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function stepsOf(order: Order): [name: string, at: string | null][] {
  const { status, created_at, expires_at, confirmed_at, cancelled_at } = order
  return [
    [expires_at === null ? 'Ordered' : 'Held', created_at],
    ['Hold ran out', status === 'EXPIRED' ? expires_at : null],
    ['Confirmed', confirmed_at],
    ['Cancelled', cancelled_at],
  ]
}
