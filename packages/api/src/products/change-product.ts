import { runTransaction } from '@order-settlement/db/run-transaction.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import { ProblemError } from '../problems/problem-error.ts'
import { readTime } from '../server/read-time.ts'
import { checkSale, productNotFound } from './product-rules.ts'
import { lockProduct } from './products.queries.ts'
import type { Product, ProductChange } from './products.schemas.ts'
import { readProduct } from './read-product.ts'
import { isDescribed, toProduct } from './to-product.ts'

/**
 * Changes what describes a product. Orders that commit later have the new price, limit and times.
 *
 * @param currency of merchants that nobody described
 * @param change null removes a limit or a time; what is undefined stays
 * @param ifMatch ETags, one of which must describe the product; any product if undefined
 * @param only the one merchant whose product may be changed; any if undefined
 * @throws ProblemError PRODUCT_NOT_FOUND, PRODUCT_CHANGED
 * @throws ProblemError VALIDATION for a time that cannot be stored, or a sale that would end before it starts
 */
export async function changeProduct(
  db: Database,
  currency: string,
  id: string,
  { archived, sale_starts_at, sale_ends_at, ...change }: ProductChange,
  ifMatch: string | undefined,
  only?: string,
): Promise<Product> {
  const startsAt = readChange('/sale_starts_at', sale_starts_at)
  const endsAt = readChange('/sale_ends_at', sale_ends_at)
  return await runTransaction(db, async (trx) => {
    const product = await lockProduct(trx, id, only)
    if (!product) throw productNotFound(id)
    if (ifMatch !== undefined && !isDescribed(toProduct(product, currency), ifMatch))
      throw new ProblemError('PRODUCT_CHANGED')
    const sale = {
      sale_starts_at: startsAt === undefined ? product.sale_starts_at : startsAt,
      sale_ends_at: endsAt === undefined ? product.sale_ends_at : endsAt,
    }
    checkSale(sale.sale_starts_at, sale.sale_ends_at)
    await trx
      .updateTable('products')
      .set({ ...change, ...sale, updated_at: sql<Date>`now()` })
      .$if(archived === true, (query) =>
        query.set({ archived_at: sql`coalesce(archived_at, now())` }),
      )
      .$if(archived === false, (query) => query.set({ archived_at: null }))
      .where('id', '=', id)
      .execute()
    return await readProduct(trx, currency, id)
  })
}

function readChange(path: string, text: string | null | undefined): Date | null | undefined {
  return typeof text === 'string' ? readTime(path, text) : text
}
