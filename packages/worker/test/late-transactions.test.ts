import { markPlanned } from '@order-settlement/shared/jobs/plan-job.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { insertParts } from '../src/settlements/planning/plan.queries.ts'
import { sumNextBatch } from '../src/settlements/summing/sum.queries.ts'

test('transactions that arrive while batches are summed and divided are in the sums once or not at all', async () => {
  await using database = await createTestDatabase()
  const { db } = database
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm' || n, 1, 0, 'PAID', timestamptz '2025-01-01Z' + n * interval '1 second'
    from generate_series(1, 20000) n`.execute(db)
  const { rows } = await sql<{ id: string }>`
    insert into jobs (status, from_date, to_date, timezone, range_start, range_end, estimated_rows, started_at)
    values ('RUNNING', '2025-01-01', '2025-01-01', 'UTC', '2025-01-01Z', '2025-01-02Z', 1, now())
    returning id`.execute(db)
  const id = rows[0]?.id ?? ''
  await db.transaction().execute(async (trx) => {
    expect(await insertParts(trx, id, 50)).toBe(1)
    await markPlanned(trx, id)
  })

  let arrived = 0
  let summing = true
  const arrive = async () => {
    while (summing) {
      // Each of a merchant of its own, anywhere in the range.
      arrived += 1
      await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
        values (${`late${arrived}`}, 1, 0, 'PAID',
          timestamptz '2025-01-01Z' + random() * interval '20000 seconds')`.execute(db)
    }
  }
  const sum = async () => {
    while (await sumNextBatch(db, 50)) {}
  }
  const arriving = Promise.all([arrive(), arrive(), arrive()])
  await Promise.all([sum(), sum()])
  summing = false
  await arriving

  expect(arrived).toBeGreaterThan(100)
  const twice = await sql`
    select merchant_id, sum(n) from settlement_batches, unnest(merchant_ids, txn_counts) as u (merchant_id, n)
    group by merchant_id having sum(n) <> 1`.execute(db)
  expect(twice.rows).toEqual([])
  const missed = await sql`
    select merchant_id from transactions where merchant_id like 'm%'
    except select unnest(merchant_ids) from settlement_batches`.execute(db)
  expect(missed.rows).toEqual([])
})
