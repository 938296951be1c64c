import { client, resultOf } from '../client.ts'
import { DialogForm } from '../ui/dialog-form.tsx'
import { time, wholeNumber } from '../ui/form-fields.ts'

interface Props {
  onCreated: () => void
  onClose: () => void
}

export function CreateProduct({ onCreated, onClose }: Props) {
  const send = (fields: FormData, idempotencyKey: string) =>
    resultOf(
      client.POST('/products', {
        params: { header: { 'idempotency-key': idempotencyKey } },
        body: {
          name: String(fields.get('name')),
          merchant_id: String(fields.get('merchant_id')),
          price_cents: wholeNumber(fields, 'price_cents') ?? 0,
          stock: wholeNumber(fields, 'stock') ?? 0,
          ...ruled(fields),
        },
      }),
    )
  return (
    <DialogForm
      title="New product"
      action="Create"
      send={send}
      onSent={onCreated}
      onClose={onClose}
    >
      <label>
        Name
        <input name="name" required maxLength={255} />
      </label>
      <label>
        Merchant
        <input name="merchant_id" required maxLength={128} />
      </label>
      <label>
        Price, in the smallest unit of the merchant's currency, such as cents
        <input name="price_cents" type="number" required min={0} step={1} />
      </label>
      <label>
        Units to begin with
        <input name="stock" type="number" min={0} step={1} />
      </label>
      <label>
        Units that one buyer may have
        <input name="max_per_buyer" type="number" min={1} step={1} placeholder="No limit" />
      </label>
      <label>
        Sale starts, in your time zone
        <input name="sale_starts_at" type="datetime-local" step={1} />
      </label>
      <label>
        Sale ends, in your time zone
        <input name="sale_ends_at" type="datetime-local" step={1} />
      </label>
    </DialogForm>
  )
}

/** The rules of the product that were filled in. */
function ruled(fields: FormData) {
  const max_per_buyer = wholeNumber(fields, 'max_per_buyer')
  const sale_starts_at = time(fields, 'sale_starts_at')
  const sale_ends_at = time(fields, 'sale_ends_at')
  return {
    ...(max_per_buyer === undefined ? {} : { max_per_buyer }),
    ...(sale_starts_at === undefined ? {} : { sale_starts_at }),
    ...(sale_ends_at === undefined ? {} : { sale_ends_at }),
  }
}
