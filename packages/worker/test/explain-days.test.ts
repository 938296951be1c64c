import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startService, type TestService } from './start-service.ts'

const date = '2025-01-15'

let service: TestService
beforeAll(async () => {
  service = await startService({ SETTLEMENT_BATCH_SIZE: '3' })
})
afterAll(() => service?.stop())

/** Inserts a PAID sale of 100 cents with a fee of 3 for each time of the day. @returns their ids */
async function pay(merchant: string, ...times: string[]): Promise<string[]> {
  const rows = await service.database.db
    .insertInto('transactions')
    .values(
      times.map((time) => ({
        merchant_id: merchant,
        amount_cents: 100,
        fee_cents: 3,
        status: 'PAID' as const,
        paid_at: `${date}T${time}Z`,
      })),
    )
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

async function settle(timezone = 'UTC'): Promise<string> {
  const job = await service.driver.settle({ from: date, to: date, timezone, force: true })
  expect(job.status).toBe('COMPLETED')
  return job.job_id
}

async function explain(merchant_id: string, day = date) {
  const path = { merchant_id, date: day }
  const { data, response } = await service.driver.client.GET('/settlements/{merchant_id}/{date}', {
    params: { path },
  })
  if (!data) throw new Error(`explained with ${response.status}`)
  return data
}

async function changesOf(merchant_id: string, query: { limit?: number; cursor?: string } = {}) {
  const { data, response } = await service.driver.client.GET(
    '/settlements/{merchant_id}/{date}/changes',
    {
      params: { path: { merchant_id, date }, query },
    },
  )
  if (!data) throw new Error(`listed with ${response.status}`)
  return data
}

const none = {
  txn_count: 0,
  gross_cents: 0,
  fee_cents: 0,
  net_cents: 0,
  refund_cents: 0,
  refund_count: 0,
}
const sale = { ...none, txn_count: 1, gross_cents: 100, fee_cents: 3, net_cents: 97 }
const two = { ...none, txn_count: 2, gross_cents: 200, fee_cents: 6, net_cents: 194 }

test('a day that nothing has changed has its transactions and its job, and no differences', async () => {
  const ids = await pay('same', '12:00:00', '11:00:00')
  const job_id = await settle()
  const day = await explain('same')
  expect(day).toMatchObject({
    settlement: {
      merchant_id: 'same',
      date,
      txn_count: 2,
      gross_cents: 200,
      unique_run_id: job_id,
    },
    job: { job_id, url: `/jobs/${job_id}`, from: date, to: date, timezone: 'UTC' },
    starts_at: '2025-01-15T00:00:00.000Z',
    ends_at: '2025-01-16T00:00:00.000Z',
    now: two,
    late: none,
    changed: none,
    vanished: none,
    unexplained: none,
    next_cursor: null,
  })
  expect(day.transactions.map(({ id }) => String(id))).toEqual(ids.toReversed())
  const listed = await fetch(`${service.url}${day.transactions_url}`)
  expect(await listed.json()).toEqual({ transactions: day.transactions, next_cursor: null })
  expect(await changesOf('same')).toEqual({ changes: [], next_cursor: null })
})

test('late, changed and vanished transactions are summed and listed, each as it was and as it is', async () => {
  const { db } = service.database
  const [raised = '', deleted = '', failed = '', moved = '', kept = '', touched = ''] = await pay(
    'busy',
    ...Array.from({ length: 6 }, (_, n) => `1${n}:00:00`),
  )
  await settle()
  const [late = ''] = await pay('busy', '12:30:00')
  await sql`update transactions set amount_cents = 150, fee_cents = 4 where id = ${raised}`.execute(
    db,
  )
  await sql`delete from transactions where id = ${deleted}`.execute(db)
  await sql`update transactions set status = 'FAILED' where id = ${failed}`.execute(db)
  await sql`update transactions set paid_at = paid_at + interval '1 day' where id = ${moved}`.execute(
    db,
  )
  await sql`update transactions set source = 'looked at' where id in (${kept}, ${touched})`.execute(
    db,
  )
  // Neither was ever on the day.
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    values ('busy', 1, 0, 'PENDING', null), ('busy', 1, 0, 'FAILED', '2025-01-15 12:00Z')`.execute(
    db,
  )

  expect(await explain('busy')).toMatchObject({
    settlement: { txn_count: 6, gross_cents: 600, fee_cents: 18 },
    now: { ...none, txn_count: 4, gross_cents: 450, fee_cents: 13, net_cents: 437 },
    late: sale,
    changed: { ...none, gross_cents: 50, fee_cents: 1, net_cents: 49 },
    vanished: { ...none, txn_count: 3, gross_cents: 300, fee_cents: 9, net_cents: 291 },
    unexplained: none,
  })
  const { changes } = await changesOf('busy')
  expect(
    changes.map(({ change, before, after }) => [
      change,
      String((before ?? after)?.id),
      before?.amount_cents,
      after && [after.status, after.amount_cents, after.paid_at],
    ]),
  ).toEqual([
    ['CHANGED', raised, 100, ['PAID', 150, '2025-01-15T10:00:00.000Z']],
    ['VANISHED', deleted, 100, null],
    ['VANISHED', failed, 100, ['FAILED', 100, '2025-01-15T12:00:00.000Z']],
    ['VANISHED', moved, 100, ['PAID', 100, '2025-01-16T13:00:00.000Z']],
    ['LATE', late, undefined, ['PAID', 100, '2025-01-15T12:30:00.000Z']],
  ])
  expect(
    changes.map(({ changed_at }) => Date.parse(changed_at ?? '') > Date.now() - 60_000),
  ).toEqual(Array.from({ length: 5 }, () => true))

  const first = await changesOf('busy', { limit: 4 })
  const second = await changesOf('busy', { limit: 4, cursor: first.next_cursor ?? '' })
  expect([...first.changes, ...second.changes]).toEqual(changes)
  expect(second.next_cursor).toBeNull()

  await settle()
  expect(await explain('busy')).toMatchObject({
    settlement: { txn_count: 4, gross_cents: 450 },
    late: none,
    changed: none,
    vanished: none,
    unexplained: none,
  })
})

test('a transaction that began before the settlement and was committed after it is late', async () => {
  await pay('slow', '12:00:00')
  const importing = await service.database.db.startTransaction().execute()
  const insert = (at: string) =>
    sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at, created_at)
      values ('slow', 100, 3, 'PAID', ${at}::timestamptz, '2025-01-15')`.execute(importing)
  await insert('2025-01-15T11:00:00Z')
  await settle()
  await insert('2025-01-15T12:00:00Z')
  await importing.commit().execute()
  expect(await explain('slow')).toMatchObject({ settlement: sale, late: two, unexplained: none })
})

test('a deletion that was not committed when the day was settled is a transaction that vanished', async () => {
  const ids = await pay('undone', '12:00:00', '13:00:00')
  const deleting = await service.database.db.startTransaction().execute()
  await sql`delete from transactions where id = ${ids[0]}`.execute(deleting)
  await settle()
  await deleting.commit().execute()
  expect(await explain('undone')).toMatchObject({
    settlement: two,
    now: sale,
    vanished: sale,
    unexplained: none,
  })
})

test('a change that was undone, and one that was rolled back, are none', async () => {
  const [id = ''] = await pay('undecided', '12:00:00')
  await settle()
  for (const cents of [500, 100])
    await sql`update transactions set amount_cents = ${cents} where id = ${id}`.execute(
      service.database.db,
    )
  const rolledBack = await service.database.db.startTransaction().execute()
  await sql`update transactions set amount_cents = 7 where id = ${id}`.execute(rolledBack)
  await rolledBack.rollback().execute()
  expect(await explain('undecided')).toMatchObject({ now: sale, changed: none, unexplained: none })
  expect((await changesOf('undecided')).changes).toEqual([])
})

test('refunds that come late are in the sums of what is late', async () => {
  await pay('refunding', '12:00:00')
  await settle()
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, kind, paid_at)
    values ('refunding', -40, -1, 'PAID', 'REFUND', '2025-01-15 20:00Z')`.execute(
    service.database.db,
  )
  const refund = {
    txn_count: 1,
    gross_cents: -40,
    fee_cents: -1,
    net_cents: -39,
    refund_cents: 40,
    refund_count: 1,
  }
  expect(await explain('refunding')).toMatchObject({ late: refund, unexplained: none })
})

test('a day is explained in the zone in which it was settled', async () => {
  // On the 15th of Kiritimati, and on the 14th of UTC.
  await pay('island', '12:00:00')
  await sql`update transactions set paid_at = '2025-01-14 11:00Z' where merchant_id = 'island'`.execute(
    service.database.db,
  )
  await settle('Pacific/Kiritimati')
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at) values
    ('island', 100, 3, 'PAID', '2025-01-15 09:59:59.999999Z'), ('island', 100, 3, 'PAID', '2025-01-15 10:00Z')`.execute(
    service.database.db,
  )
  const day = await explain('island')
  expect(day).toMatchObject({
    starts_at: '2025-01-14T10:00:00.000Z',
    ends_at: '2025-01-15T10:00:00.000Z',
    settlement: sale,
    now: two,
    late: sale,
    unexplained: none,
  })
  expect(day.transactions_url).toContain('timezone=Pacific%2FKiritimati')
})

test('the first transactions of a merchant on a day that is settled are late; without any the day is not found', async () => {
  const job_id = await settle()
  await expect(explain('newcomer')).rejects.toThrow('404')
  await pay('newcomer', '12:00:00')
  const dryRun = await service.driver.settle({
    from: date,
    to: date,
    timezone: 'UTC',
    dry_run: true,
  })
  expect(dryRun.status).toBe('COMPLETED')
  expect(await explain('newcomer')).toMatchObject({
    settlement: { txn_count: 0, gross_cents: 0, unique_run_id: job_id },
    late: sale,
    unexplained: none,
  })
  await expect(explain('newcomer', '2025-06-01')).rejects.toThrow('404')
})

test('what leaves no trace is unexplained: a settled day changed by hand, and transactions without triggers', async () => {
  await pay('traceless', '12:00:00', '13:00:00')
  await settle()
  await sql`update settlements set gross_cents = gross_cents + 5, net_cents = net_cents + 5
    where merchant_id = 'traceless'`.execute(service.database.db)
  const five = { ...none, gross_cents: -5, net_cents: -5 }
  expect(await explain('traceless')).toMatchObject({ now: two, late: none, unexplained: five })
  await service.database.db.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx)
    await sql`delete from transactions where merchant_id = 'traceless'`.execute(trx)
  })
  expect(await explain('traceless')).toMatchObject({
    now: none,
    vanished: none,
    unexplained: { txn_count: -2, gross_cents: -205, fee_cents: -6 },
  })
})

test('snapshots of another cluster explain nothing', async () => {
  await pay('restored', '12:00:00')
  const job_id = await settle()
  await pay('restored', '13:00:00')
  await sql`update summed_parts set cluster = 'another' where job_id = ${job_id}`.execute(
    service.database.db,
  )
  expect(await explain('restored')).toMatchObject({ late: none, unexplained: sale })
})
