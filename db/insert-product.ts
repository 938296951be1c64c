import { type Insertable, sql } from 'kysely'
import type { ProductsTable } from './product-tables.ts'
import type { Trx } from './tables.ts'

export type NewProduct = Omit<
  Insertable<ProductsTable>,
  'held' | 'sold' | 'supplied' | 'archived_at' | 'created_at' | 'updated_at'
>

/**
 * Inserts a product together with the movement of its opening stock.
 *
 * @param product `stock` in units; `created_by` is who supplies it too
 * @returns its id
 */
export async function insertProduct(trx: Trx, product: NewProduct): Promise<string> {
  // One statement: its end is where the trigger looks for the movement.
  const { id } = await trx
    .with('product', (db) =>
      db
        .insertInto('products')
        .values({ ...product, supplied: product.stock })
        .returning(['id', 'supplied', 'created_by']),
    )
    .with('movement', (db) =>
      db
        .insertInto('stock_movements')
        .columns(['product_id', 'delta', 'reason', 'created_by'])
        .expression((query) =>
          query
            .selectFrom('product')
            .select(['id', 'supplied', sql.lit('opening stock').as('reason'), 'created_by'])
            .where('supplied', '<>', '0'),
        ),
    )
    .selectFrom('product')
    .select('id')
    .executeTakeFirstOrThrow()
  return id
}
