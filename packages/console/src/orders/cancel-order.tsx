import { client, resultOf } from '../client.ts'
import { formatCount, formatMoney } from '../format/money.ts'
import { DialogForm } from '../ui/dialog-form.tsx'
import type { ActionProps } from './action-props.ts'

export function CancelOrder({ order, onSent, onClose }: ActionProps) {
  const { id, status, currency } = order
  const send = (fields: FormData, idempotencyKey: string) => {
    const reason = String(fields.get('reason')).trim()
    return resultOf(
      client.POST('/orders/{id}/cancel', {
        params: { path: { id }, header: { 'idempotency-key': idempotencyKey } },
        body: reason === '' ? {} : { reason },
      }),
    )
  }
  const units = formatCount(order.quantity - order.returned_units)
  const money = formatMoney(order.total_cents - order.refunded_cents, currency)
  return (
    <DialogForm
      title="Cancel the order"
      action="Cancel the order"
      send={send}
      onSent={onSent}
      onClose={onClose}
    >
      <p>
        {status === 'HELD'
          ? `Gives ${units} units back to the stock.`
          : `Refunds ${money} and gives ${units} units back to the stock.`}
      </p>
      <label>
        Reason
        <input name="reason" maxLength={255} />
      </label>
    </DialogForm>
  )
}
