import type { Database } from '@order-settlement/db/tables.ts'
import { createDesk, type DeskOptions } from '../desk.ts'
import { createBatchPlacer, type PendingOrder } from './place-batch.ts'
import type { PlacedOrder, WantedOrder } from './wanted-order.ts'

export interface OrderDeskOptions extends DeskOptions {
  db: Database
  /** Of merchants that nobody described. */
  currency: string
}

export interface OrderDesk {
  /**
   * Places an order together with all that wait: they share one transaction and one commit (group commit),
   * so the row lock of a hot product is taken once for hundreds of orders. A lone order starts at once.
   *
   * Within a batch, first come is first served; between concurrent batches the database decides.
   *
   * @param isConnected called when the batch starts: the order of a disconnected client is dropped
   * @throws ProblemError PRODUCT_NOT_FOUND, PRODUCT_ARCHIVED, SALE_ENDED, SALE_NOT_STARTED, LIMIT_EXCEEDED, OUT_OF_STOCK,
   *   IDEMPOTENCY_KEY_REUSED, or VALIDATION for a total beyond `maxAmountCents`
   * @throws ProblemError OVERLOADED if too many wait, or the batch did not start in time
   */
  place(order: WantedOrder, isConnected: () => boolean): Promise<PlacedOrder>
  /** Number of orders that wait for a transaction. */
  readonly waiting: number
}

export function createOrderDesk({ db, currency, ...options }: OrderDeskOptions): OrderDesk {
  const placeBatch = createBatchPlacer(db, currency)
  const desk = createDesk<PendingOrder>('place orders', placeBatch, options)
  return {
    place: (order, isConnected) =>
      new Promise((resolve, reject) => desk.add({ order, resolve, reject }, isConnected)),
    get waiting() {
      return desk.waiting
    },
  }
}
