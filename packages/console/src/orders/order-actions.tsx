import type { Order } from '@order-settlement/client'
import { useState } from 'preact/hooks'
import { may } from '../access/access.ts'
import { CancelOrder } from './cancel-order.tsx'
import { ConfirmOrder } from './confirm-order.tsx'
import { RefundOrder } from './refund-order.tsx'

const dialogs = { confirm: ConfirmOrder, cancel: CancelOrder, refund: RefundOrder }

type Action = keyof typeof dialogs

const names: Record<Action, string> = { confirm: 'Confirm', cancel: 'Cancel', refund: 'Refund' }

/** What can be done with the order by this key, each in a dialog that says what it will change. */
export function OrderActions({ order, reload }: { order: Order; reload: () => void }) {
  // As it was when the dialog opened: it may change while the dialog asks about it.
  const [open, setOpen] = useState<{ action: Action; shown: Order }>()
  const close = () => setOpen(undefined)
  const done = () => {
    close()
    reload()
  }
  const actions = actionsOn(order)
  const Dialog = open && dialogs[open.action]
  return (
    <p class="actions">
      {actions.map((action) => (
        <button
          key={action}
          type="button"
          class={action === 'confirm' ? '' : 'secondary'}
          onClick={() => setOpen({ action, shown: order })}
        >
          {names[action]}
        </button>
      ))}
      {Dialog && <Dialog order={open.shown} onSent={done} onClose={close} />}
    </p>
  )
}

function actionsOn({ status, total_cents, refunded_cents }: Order): Action[] {
  const mayOrder = may('orders:write')
  const mayRefund = may('orders:refund')
  const hasMoney = refunded_cents < total_cents
  if (status === 'HELD') return mayOrder ? ['confirm', 'cancel'] : []
  // Its units may still be there, and the buyer's card may be charged.
  if (status === 'EXPIRED') return mayOrder ? ['confirm'] : []
  if (status !== 'CONFIRMED') return []
  return [
    ...(mayRefund ? (['refund'] as const) : []),
    ...(mayOrder && (mayRefund || !hasMoney) ? (['cancel'] as const) : []),
  ]
}
