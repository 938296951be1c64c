import type { Product } from '@order-settlement/client'
import { client, resultOf } from '../client.ts'
import { DialogForm } from '../ui/dialog-form.tsx'
import { time, toField, wholeNumber } from '../ui/form-fields.ts'

interface Props {
  product: Product
  /** The state that was shown: a change by somebody else in between is refused. */
  etag: string | null
  onSent: () => void
  onClose: () => void
}

export function EditProduct({ product, etag, onSent, onClose }: Props) {
  const send = (fields: FormData) =>
    resultOf(
      client.PATCH('/products/{id}', {
        params: {
          path: { id: String(product.id) },
          header: etag === null ? {} : { 'if-match': etag },
        },
        body: {
          name: String(fields.get('name')),
          price_cents: wholeNumber(fields, 'price_cents') ?? 0,
          max_per_buyer: wholeNumber(fields, 'max_per_buyer') ?? null,
          sale_starts_at: time(fields, 'sale_starts_at') ?? null,
          sale_ends_at: time(fields, 'sale_ends_at') ?? null,
          archived: fields.get('archived') !== null,
        },
      }),
    )
  return (
    <DialogForm
      title={`Edit ${product.name}`}
      action="Save"
      send={send}
      onSent={onSent}
      onClose={onClose}
    >
      <label>
        Name
        <input name="name" required maxLength={255} defaultValue={product.name} />
      </label>
      <label>
        Price, in the smallest unit of {product.currency}; holds keep theirs
        <input
          name="price_cents"
          type="number"
          required
          min={0}
          step={1}
          defaultValue={product.price_cents}
        />
      </label>
      <label>
        Units that one buyer may have
        <input
          name="max_per_buyer"
          type="number"
          min={1}
          step={1}
          placeholder="No limit"
          defaultValue={product.max_per_buyer ?? ''}
        />
      </label>
      <label>
        Sale starts, in your time zone
        <input
          name="sale_starts_at"
          type="datetime-local"
          step={1}
          defaultValue={toField(product.sale_starts_at)}
        />
      </label>
      <label>
        Sale ends, in your time zone
        <input
          name="sale_ends_at"
          type="datetime-local"
          step={1}
          defaultValue={toField(product.sale_ends_at)}
        />
      </label>
      <label>
        <input name="archived" type="checkbox" defaultChecked={product.status === 'ARCHIVED'} />
        Archived: new orders are refused, holds can still be confirmed
      </label>
    </DialogForm>
  )
}
