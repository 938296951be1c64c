import { maxAmountCents } from '@order-settlement/shared/max-amount.ts'
import { sql } from 'kysely'
import { invalidField, ProblemError } from '../../problems/problem-error.ts'
import { productNotFound } from '../../products/product-rules.ts'
import type { OrderRequest } from '../orders.schemas.ts'

/** What `toRefusal` reads of a row of `place_orders()` or `check_orders()`. */
export const refusalColumns = sql`
  refused,
  case refused when 'OUT_OF_STOCK' then stock end as available,
  case refused when 'LIMIT_EXCEEDED' then max_per_buyer end as "limit",
  case refused when 'LIMIT_EXCEEDED' then greatest(remaining, 0) end as remaining,
  case refused when 'SALE_NOT_STARTED' then sale_starts_at end as starts_at,
  case refused when 'SALE_NOT_STARTED' then ceil(extract(epoch from sale_starts_at - now())) end as starts_in,
  case refused when 'SALE_ENDED' then sale_ends_at end as ended_at`

/** A row of `refusalColumns`. */
export type RefusalRow =
  | { refused: null }
  | { refused: 'PRODUCT_NOT_FOUND' | 'PRODUCT_ARCHIVED' | 'VALIDATION' }
  | { refused: 'OUT_OF_STOCK'; available: string }
  | { refused: 'LIMIT_EXCEEDED'; limit: number; remaining: string }
  | {
      refused: 'SALE_NOT_STARTED'
      starts_at: Date
      /** In whole seconds, rounded up. */
      starts_in: string
    }
  | { refused: 'SALE_ENDED'; ended_at: Date }

/** @returns why the rules refuse an order; undefined if they do not */
export function toRefusal(
  { product_id, quantity }: OrderRequest,
  row: RefusalRow,
): ProblemError | undefined {
  switch (row.refused) {
    case null:
      return undefined
    case 'PRODUCT_NOT_FOUND':
      return productNotFound(product_id)
    case 'PRODUCT_ARCHIVED':
      return new ProblemError('PRODUCT_ARCHIVED', `Product ${product_id} is not sold any more`)
    case 'OUT_OF_STOCK':
      return new ProblemError(
        'OUT_OF_STOCK',
        `Product ${product_id} has ${row.available} left, ${quantity} were asked for`,
        // A safe integer: it is less than the quantity.
        { requested: quantity, available: Number(row.available) },
      )
    case 'LIMIT_EXCEEDED':
      return limitExceeded(product_id, row.limit, Number(row.remaining))
    case 'SALE_NOT_STARTED': {
      const starts_at = row.starts_at.toISOString()
      const detail = `The sale of product ${product_id} starts at ${starts_at}`
      const options = { retryAfter: Number(row.starts_in) }
      return new ProblemError('SALE_NOT_STARTED', detail, { starts_at }, options)
    }
    case 'SALE_ENDED': {
      const ended_at = row.ended_at.toISOString()
      const detail = `The sale of product ${product_id} ended at ${ended_at}`
      return new ProblemError('SALE_ENDED', detail, { ended_at })
    }
    case 'VALIDATION':
      return invalidField('/quantity', `makes a total of more than ${maxAmountCents} cents`)
  }
}

/** @param remaining units that the buyer may still order */
export function limitExceeded(
  productId: number | string,
  limit: number,
  remaining: number,
): ProblemError {
  return new ProblemError(
    'LIMIT_EXCEEDED',
    `A buyer may have ${limit} of product ${productId}, and this one may order ${remaining} more`,
    { limit, remaining },
  )
}
