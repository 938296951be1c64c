import { may } from '../access/access.ts'
import { client, resultOf } from '../client.ts'
import { formatCount } from '../format/money.ts'
import { Loaded } from '../ui/loaded.tsx'
import { usePage } from '../ui/page.tsx'
import { useResource } from '../ui/use-resource.ts'

export function Overview() {
  return (
    <>
      {usePage('Overview')}
      <Health />
      {may('products:read') && <LiveProducts />}
    </>
  )
}

function Health() {
  const health = useResource('', () => resultOf(client.GET('/health')), 5_000)
  return (
    <section aria-labelledby="health">
      <h2 id="health">Health</h2>
      <Loaded resource={health}>
        {({ database, queue }) => (
          <p>
            Database {database}, queue {queue}.
          </p>
        )}
      </Loaded>
    </section>
  )
}

function LiveProducts() {
  const products = useResource(
    '',
    () => resultOf(client.GET('/products', { params: { query: { status: 'ACTIVE', limit: 10 } } })),
    2_000,
  )
  return (
    <section aria-labelledby="live-products">
      <h2 id="live-products">Live products</h2>
      <Loaded resource={products}>
        {({ products }) =>
          products.length === 0 ? (
            <p>No product is for sale.</p>
          ) : (
            <ul class="tiles">
              {products.map(({ id, name, stock, held, sold }) => (
                <li key={id}>
                  <a href={`/console/products/${id}`}>{name}</a>
                  <strong>{formatCount(stock)} left</strong>
                  <small>
                    {formatCount(held)} held, {formatCount(sold)} sold
                  </small>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}
