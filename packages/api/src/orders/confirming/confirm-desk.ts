import { errorCode } from '@order-settlement/db/database-errors.ts'
import { retryConflicts } from '@order-settlement/db/run-transaction.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import { createDesk, type DeskOptions } from '../desk.ts'
import type { Order } from '../orders.schemas.ts'
import { confirmHolds } from './confirm-holds.ts'
import { confirmOrder } from './confirm-order.ts'
import type { ConfirmedOrder, WantedConfirm } from './wanted-confirm.ts'

export interface ConfirmDeskOptions extends DeskOptions {
  db: Database
  /** Of merchants that nobody described. */
  currency: string
}

export interface ConfirmDesk {
  /**
   * Confirms an order together with all that wait: holds that have not run out share one transaction and one commit
   * (group commit), so the row lock of a hot product is taken once for hundreds of them. Each other confirm is
   * answered by `confirmOrder`, without holding up the next batch.
   *
   * The confirm of a client that has disconnected is not dropped: a card may be charged.
   *
   * @throws ProblemError as `confirmOrder` does
   * @throws ProblemError OVERLOADED if too many wait, or the batch did not start in time
   */
  confirm(wanted: WantedConfirm): Promise<ConfirmedOrder>
  /** Number of confirms that wait for a batch. */
  readonly waiting: number
}

/** A confirm and the promise of its order, which is undefined if the batch could not confirm it. */
interface PendingConfirm {
  wanted: WantedConfirm
  resolve: (order: Order | undefined) => void
  reject: (error: unknown) => void
}

export function createConfirmDesk({ db, currency, ...options }: ConfirmDeskOptions): ConfirmDesk {
  const desk = createDesk<PendingConfirm>('confirm orders', confirmBatch, options)
  return {
    async confirm(wanted) {
      const order = await new Promise<Order | undefined>((resolve, reject) =>
        desk.add({ wanted, resolve, reject }),
      )
      return order ? { order, replayed: false } : await confirmOrder(db, wanted, currency)
    },
    get waiting() {
      return desk.waiting
    },
  }

  async function confirmBatch(batch: PendingConfirm[]): Promise<void> {
    // Of several confirms of an order the first: the others find it confirmed.
    const first = new Map(batch.toReversed().map((pending) => [pending.wanted.id, pending]))
    try {
      const orders = await confirmAll([...first.values()].map(({ wanted }) => wanted))
      for (const pending of batch) {
        const { id } = pending.wanted
        pending.resolve(first.get(id) === pending ? orders.get(id) : undefined)
      }
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }

  async function confirmAll(wanted: WantedConfirm[]): Promise<Map<string, Order>> {
    try {
      return await retryConflicts(() => confirmHolds(db, wanted, currency))
    } catch (error) {
      // The database refused a value (class 22 or 23) and confirmed none: alone, only the one with that value fails.
      if (/^2[23]/.test(errorCode(error))) return new Map()
      throw error
    }
  }
}
