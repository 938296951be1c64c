import { client, resultOf } from '../client.ts'
import { formatCount } from '../format/money.ts'
import { Loaded } from '../ui/loaded.tsx'
import { useResource } from '../ui/use-resource.ts'

export function LiveProducts() {
  const live = useResource(
    '',
    () => resultOf(client.GET('/products', { params: { query: { status: 'ACTIVE', limit: 10 } } })),
    2_000,
  )
  return (
    <section aria-labelledby="live-products">
      <h2 id="live-products">Live products</h2>
      <Loaded resource={live}>
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
