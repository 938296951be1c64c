import { client, resultOf } from '../client.ts'
import { orderColumns } from '../orders/order-columns.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { useResource } from '../ui/use-resource.ts'

/** The newest orders of the product; the list of orders has all. */
export function ProductOrders({ id }: { id: string }) {
  const orders = useResource(
    id,
    () =>
      resultOf(client.GET('/orders', { params: { query: { product_id: Number(id), limit: 10 } } })),
    2_000,
  )
  return (
    <section aria-labelledby="orders">
      <h2 id="orders">Newest orders</h2>
      <Loaded resource={orders}>
        {(page) => (
          <>
            <DataTable
              name="Newest orders"
              rows={page.orders}
              rowKey={(order) => order.id}
              columns={orderColumns.filter(({ name }) => name !== 'Product')}
              empty="Nobody has ordered it yet."
            />
            {page.next_cursor !== null && (
              <p>
                <a href={`/console/orders?product_id=${id}`}>All its orders</a>
              </p>
            )}
          </>
        )}
      </Loaded>
    </section>
  )
}
