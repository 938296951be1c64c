import type { Insertable } from 'kysely'
import type { Merchant, MerchantsTable, Trx } from './tables.ts'

export type NewMerchant = Omit<Insertable<MerchantsTable>, 'created_at' | 'updated_at'>

/**
 * Inserts the merchants that are not described yet. One that another transaction inserts is waited for, and stays as
 * that describes it.
 *
 * @returns those that were inserted
 */
export function insertMerchants(trx: Trx, merchants: NewMerchant[]): Promise<Merchant[]> {
  return trx
    .insertInto('merchants')
    .values(merchants)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returningAll()
    .execute()
}
