import type { Merchant } from '@order-settlement/client'
import { client, resultOf } from '../client.ts'
import { DialogForm } from '../ui/dialog-form.tsx'
import { wholeNumber } from '../ui/form-fields.ts'

interface Props {
  /** Whose terms are changed; undefined for a new merchant. */
  merchant?: Merchant
  /** The state that was shown: a change by somebody else in between is refused. */
  etag?: string | null
  onSent: () => void
  onClose: () => void
}

/** Creates a merchant, or changes its terms. */
export function DescribeMerchant({ merchant, etag, onSent, onClose }: Props) {
  const send = (fields: FormData) =>
    resultOf(
      client.PUT('/merchants/{id}', {
        params: {
          path: { id: merchant?.id ?? String(fields.get('id')).trim() },
          // A new merchant must not replace one that exists.
          header: merchant ? (etag ? { 'if-match': etag } : {}) : { 'if-none-match': '*' },
        },
        body: {
          name: String(fields.get('name')),
          currency: String(fields.get('currency')).trim().toUpperCase(),
          fee_basis_points: wholeNumber(fields, 'fee_basis_points') ?? 0,
          fee_fixed_cents: wholeNumber(fields, 'fee_fixed_cents') ?? 0,
          refunds_return_fee: fields.get('refunds_return_fee') !== null,
        },
      }),
    )
  return (
    <DialogForm
      title={merchant ? `Change the terms of ${merchant.id}` : 'New merchant'}
      action={merchant ? 'Save' : 'Create'}
      send={send}
      onSent={onSent}
      onClose={onClose}
    >
      {merchant && <p>New terms hold from the next order on; what was sold keeps its fee.</p>}
      {!merchant && (
        <label>
          Id
          <input name="id" required maxLength={128} />
        </label>
      )}
      <label>
        Name
        <input name="name" required maxLength={200} defaultValue={merchant?.name ?? ''} />
      </label>
      <label>
        Currency, such as EUR; fixed once the merchant has a transaction
        <input name="currency" required maxLength={3} defaultValue={merchant?.currency ?? ''} />
      </label>
      <label>
        Fee of a sale in hundredths of a percent
        <input
          name="fee_basis_points"
          type="number"
          min={0}
          max={10_000}
          step={1}
          defaultValue={merchant?.fee_basis_points ?? 0}
        />
      </label>
      <label>
        Fixed fee of a sale, in the smallest unit of the currency
        <input
          name="fee_fixed_cents"
          type="number"
          min={0}
          step={1}
          defaultValue={merchant?.fee_fixed_cents ?? 0}
        />
      </label>
      <label>
        <input
          name="refunds_return_fee"
          type="checkbox"
          defaultChecked={merchant?.refunds_return_fee ?? false}
        />
        A refund returns its part of the fee
      </label>
    </DialogForm>
  )
}
