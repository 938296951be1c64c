import type { Product } from '@order-settlement/client'
import { useState } from 'preact/hooks'
import { useRoute } from 'preact-iso'
import { may } from '../access/access.ts'
import { client, resultOf } from '../client.ts'
import { formatCount, formatMoney } from '../format/money.ts'
import { Time } from '../format/time.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { usePage } from '../ui/page.tsx'
import { useResource } from '../ui/use-resource.ts'
import { EditProduct } from './edit-product.tsx'
import { ProductOrders } from './product-orders.tsx'
import { ProductSales } from './product-sales.tsx'
import { Restock } from './restock.tsx'
import { StockMovements } from './stock-movements.tsx'

export function ProductPage() {
  const { params } = useRoute()
  const { id = '' } = params
  const product = useResource(
    id,
    () => resultOf(client.GET('/products/{id}', { params: { path: { id } } })),
    2_000,
  )
  return (
    <>
      {usePage(product.data?.name ?? 'Product')}
      <Loaded resource={product}>
        {(shown) => (
          <>
            <Facts product={shown} />
            {may('products:write') && (
              <Actions product={shown} etag={product.etag} reload={product.reload} />
            )}
            {may('orders:read') && <ProductSales id={id} />}
            {may('products:read') && <StockMovements id={id} stock={String(shown.stock)} />}
            {may('orders:read') && <ProductOrders id={id} />}
          </>
        )}
      </Loaded>
    </>
  )
}

function Facts({ product }: { product: Product }) {
  const { price_cents, currency, max_per_buyer } = product
  return (
    <dl class="facts">
      <dt>Merchant</dt>
      <dd>
        {may('merchants:read') ? (
          <a href={`/console/merchants/${encodeURIComponent(product.merchant_id)}`}>
            {product.merchant_id}
          </a>
        ) : (
          product.merchant_id
        )}
      </dd>
      <dt>Price</dt>
      <dd>{formatMoney(price_cents, currency)}</dd>
      <dt>In stock</dt>
      <dd>{formatCount(product.stock)}</dd>
      <dt>Held</dt>
      <dd>{formatCount(product.held)}</dd>
      <dt>Sold</dt>
      <dd>{formatCount(product.sold)}</dd>
      <dt>Units that one buyer may have</dt>
      <dd>{max_per_buyer === null ? 'No limit' : formatCount(max_per_buyer)}</dd>
      <dt>Sale</dt>
      <dd>
        <Time at={product.sale_starts_at} /> to <Time at={product.sale_ends_at} />
      </dd>
      <dt>Status</dt>
      <dd>{product.status === 'ACTIVE' ? 'Active' : 'Archived: not for sale'}</dd>
    </dl>
  )
}

interface Shown {
  product: Product
  etag: string | null
}

interface ActionsProps extends Shown {
  reload: () => void
}

function Actions({ product, etag, reload }: ActionsProps) {
  // As it was when the dialog opened: it may change while the dialog asks about it.
  const [open, setOpen] = useState<{ action: 'edit' | 'restock'; shown: Shown }>()
  const close = () => setOpen(undefined)
  const done = () => {
    close()
    reload()
  }
  return (
    <p class="actions">
      <button
        type="button"
        onClick={() => setOpen({ action: 'restock', shown: { product, etag } })}
      >
        Change stock
      </button>
      <button
        type="button"
        class="secondary"
        onClick={() => setOpen({ action: 'edit', shown: { product, etag } })}
      >
        Edit or archive
      </button>
      {open?.action === 'restock' && (
        <Restock product={open.shown.product} onSent={done} onClose={close} />
      )}
      {open?.action === 'edit' && <EditProduct {...open.shown} onSent={done} onClose={close} />}
    </p>
  )
}
