import { client, resultOf } from '../client.ts'
import { formatCount, formatMoney } from '../format/money.ts'
import { DialogForm } from '../ui/dialog-form.tsx'
import { wholeNumber } from '../ui/form-fields.ts'
import type { ActionProps } from './action-props.ts'

export function RefundOrder({ order, onSent, onClose }: ActionProps) {
  const { id, currency, quantity, returned_units } = order
  const refundable = order.total_cents - order.refunded_cents
  const send = (fields: FormData, idempotencyKey: string) => {
    const reason = String(fields.get('reason')).trim()
    return resultOf(
      client.POST('/orders/{id}/refunds', {
        params: { path: { id }, header: { 'idempotency-key': idempotencyKey } },
        body: {
          amount_cents: wholeNumber(fields, 'amount_cents') ?? 0,
          return_units: wholeNumber(fields, 'return_units') ?? 0,
          ...(reason === '' ? {} : { reason }),
        },
      }),
    )
  }
  return (
    <DialogForm
      title="Refund the order"
      action="Refund"
      send={send}
      onSent={onSent}
      onClose={onClose}
    >
      <p>
        {formatMoney(refundable, currency)} can be refunded, and{' '}
        {formatCount(quantity - returned_units)} units can return to the stock.
      </p>
      <label>
        Amount, in the smallest unit of {currency}
        <input
          name="amount_cents"
          type="number"
          required
          min={0}
          max={refundable}
          step={1}
          defaultValue={refundable}
        />
      </label>
      <label>
        Units that return
        <input
          name="return_units"
          type="number"
          min={0}
          max={quantity - returned_units}
          step={1}
          defaultValue={0}
        />
      </label>
      <label>
        Reason
        <input name="reason" maxLength={255} />
      </label>
    </DialogForm>
  )
}
