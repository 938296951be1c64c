import { client, resultOf } from '../client.ts'
import { formatCount, formatMoney } from '../format/money.ts'
import { DialogForm } from '../ui/dialog-form.tsx'
import type { ActionProps } from './action-props.ts'

export function ConfirmOrder({ order, onSent, onClose }: ActionProps) {
  const { id, quantity, total_cents, currency } = order
  const send = (fields: FormData, idempotencyKey: string) => {
    const payment_reference = String(fields.get('payment_reference')).trim()
    return resultOf(
      client.POST('/orders/{id}/confirm', {
        params: { path: { id }, header: { 'idempotency-key': idempotencyKey } },
        body: payment_reference === '' ? {} : { payment_reference },
      }),
    )
  }
  return (
    <DialogForm
      title="Confirm the order"
      action="Confirm"
      send={send}
      onSent={onSent}
      onClose={onClose}
    >
      <p>
        Sells {formatCount(quantity)} units for {formatMoney(total_cents, currency)}. The merchant
        is owed the sale from today on.
      </p>
      {order.status === 'EXPIRED' && <p>The hold ran out: it needs units that are still free.</p>}
      <label>
        Payment reference
        <input name="payment_reference" maxLength={255} />
      </label>
    </DialogForm>
  )
}
