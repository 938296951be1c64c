import type { Product } from '@order-settlement/client'
import { client, resultOf } from '../client.ts'
import { formatCount } from '../format/money.ts'
import { DialogForm } from '../ui/dialog-form.tsx'
import { wholeNumber } from '../ui/form-fields.ts'

interface Props {
  product: Product
  onSent: () => void
  onClose: () => void
}

export function Restock({ product: { id, name, stock }, onSent, onClose }: Props) {
  const send = (fields: FormData, idempotencyKey: string) =>
    resultOf(
      client.POST('/products/{id}/stock', {
        params: { path: { id: String(id) }, header: { 'idempotency-key': idempotencyKey } },
        body: {
          delta: wholeNumber(fields, 'delta') ?? 0,
          reason: String(fields.get('reason')),
        },
      }),
    )
  return (
    <DialogForm
      title={`Change the stock of ${name}`}
      action="Change stock"
      send={send}
      onSent={onSent}
      onClose={onClose}
    >
      <p>{formatCount(stock)} units are in stock now.</p>
      <label>
        Units to add; a negative number removes them
        <input name="delta" type="number" step={1} required />
      </label>
      <label>
        Reason
        <input name="reason" required maxLength={255} />
      </label>
    </DialogForm>
  )
}
