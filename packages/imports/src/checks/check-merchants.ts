import type { Trx } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import type { CheckOptions } from './check-options.ts'

/** A merchant that nobody described is settled all the same, so it is a mistake only on request. */
export async function checkMerchants(trx: Trx, { unknownMerchants }: CheckOptions): Promise<void> {
  if (unknownMerchants === 'accept') return
  await sql`
    insert into staged_rejects
    select no, line, 'merchant_id', 'is not a merchant that is described' from staged_lines
    where not exists (select from merchants where id = merchant_id)`.execute(trx)
}

/** Files that name a currency; the caller holds the lock that keeps merchants' currencies as they are. */
export async function checkCurrencies(trx: Trx, { currency }: CheckOptions): Promise<void> {
  await sql`
    insert into staged_rejects
    select no, line, 'currency',
      lines.currency || ' is not the currency of the merchant, ' || coalesce(merchants.currency, ${currency})
    from staged_lines as lines left join merchants on merchants.id = merchant_id
    where lines.currency <> coalesce(merchants.currency, ${currency})`.execute(trx)
}

/** Merchants that are named at most. */
const maxNamed = 100

export interface UnknownMerchants {
  /** The first by id. */
  ids: string[]
  count: string
}

/** The merchants of the file that nobody described. */
export async function findUnknownMerchants(trx: Trx): Promise<UnknownMerchants> {
  const { rows } = await sql<UnknownMerchants>`
    with unknown as (
      select distinct merchant_id from staged_lines
      where not exists (select from merchants where id = merchant_id)
    )
    select count(*) as count,
      coalesce((array_agg(merchant_id order by merchant_id))[1:${sql.lit(maxNamed)}], '{}') as ids
    from unknown`.execute(trx)
  return rows[0] ?? { ids: [], count: '0' }
}
