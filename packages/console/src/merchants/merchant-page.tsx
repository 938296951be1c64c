import type { Merchant } from '@order-settlement/client'
import { useState } from 'preact/hooks'
import { useRoute } from 'preact-iso'
import { may } from '../access/access.ts'
import { client, resultOf } from '../client.ts'
import { formatMoney } from '../format/money.ts'
import { Loaded } from '../ui/loaded.tsx'
import { usePage } from '../ui/page.tsx'
import { useResource } from '../ui/use-resource.ts'
import { DescribeMerchant } from './describe-merchant.tsx'
import { Statement } from './statement.tsx'

export function MerchantPage() {
  const { id = '' } = useRoute().params
  const [editing, setEditing] = useState<{ merchant: Merchant; etag: string | null }>()
  const merchant = useResource(id, () =>
    resultOf(client.GET('/merchants/{id}', { params: { path: { id } } })),
  )
  const { data, etag, reload } = merchant
  return (
    <>
      {usePage(id)}
      <Loaded resource={merchant}>{(shown) => <Terms merchant={shown} />}</Loaded>
      {data && may('merchants:write') && (
        <p class="actions">
          <button
            type="button"
            class="secondary"
            onClick={() => setEditing({ merchant: data, etag })}
          >
            Change the terms
          </button>
        </p>
      )}
      {editing && (
        <DescribeMerchant
          {...editing}
          onClose={() => setEditing(undefined)}
          onSent={() => {
            setEditing(undefined)
            reload()
          }}
        />
      )}
      {may('settlements:read') && <Statement merchantId={id} />}
    </>
  )
}

function Terms({ merchant }: { merchant: Merchant }) {
  const { currency, fee_basis_points, fee_fixed_cents, refunds_return_fee } = merchant
  return (
    <dl class="facts">
      <dt>Name</dt>
      <dd>{merchant.name}</dd>
      <dt>Currency</dt>
      <dd>{currency}</dd>
      <dt>Fee of a sale</dt>
      <dd>
        {fee_basis_points / 100} % and {formatMoney(fee_fixed_cents, currency)}
      </dd>
      <dt>A refund</dt>
      <dd>{refunds_return_fee ? 'returns its part of the fee' : 'returns no fee'}</dd>
    </dl>
  )
}
