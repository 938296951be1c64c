import { lockPeriods } from '@order-settlement/shared/settlements/closed-period.ts'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { csv, header, startImports, type TestImports } from './start-imports.ts'

let imports: TestImports
beforeEach(async () => {
  imports = await startImports()
})
afterEach(() => imports.stop())

/** Closes the days through 31 January in a zone, as `POST /periods/close` does. */
async function close(timezone = 'UTC'): Promise<void> {
  await imports.db.transaction().execute(async (trx) => {
    await lockPeriods(trx, 'exclusive')
    await sql`insert into period_changes (action, through, timezone, closed_until, request)
      values ('CLOSE', '2025-01-31', ${timezone}, day_range_end('2025-01-31', ${timezone}), '{}')`.execute(
      trx,
    )
  })
}

const closedLine = 'late,m1,2500,103,2025-01-31T23:59:59.999999Z'
const openLine = 'open,m1,2500,103,2025-02-01T00:00:00Z'
const message =
  'is in the closed day 2025-01-31; book an ADJUSTMENT today that relates_to 2025-01-31'

test('a line in a closed day is named, with the ADJUSTMENT to book instead', async () => {
  await close()
  const refused = await imports.run(csv(openLine, closedLine))
  expect(refused).toMatchObject({
    status: 'REJECTED',
    rejected_count: 1,
    rejected: [{ line: 3, field: 'paid_at', message }],
  })
  expect(await imports.run(csv(openLine, closedLine), { dryRun: true })).toMatchObject({
    status: 'REJECTED',
    rejected: [{ line: 3, message }],
  })
  const skipped = await imports.run(csv(openLine, closedLine), { onError: 'skip' })
  expect(skipped).toMatchObject({ status: 'COMPLETED', inserted: 1, rejected_count: 1 })
})

test('the ADJUSTMENT that it names is imported, and so is a line that is not PAID', async () => {
  await close()
  const file = `${header},kind,status,relates_to
fix,m1,-100,0,2025-02-03T10:00:00Z,ADJUSTMENT,PAID,2025-01-31
wait,m1,100,0,2025-01-31T10:00:00Z,SALE,PENDING,
`
  expect(await imports.run(file)).toMatchObject({ status: 'COMPLETED', inserted: 2 })
})

test('the day is that of the zone in which days were closed', async () => {
  await close('Asia/Tokyo')
  const line = (time: string) => csv(`tokyo,m1,1,0,${time}`)
  expect(await imports.run(line('2025-01-31T15:00:00Z'))).toMatchObject({ inserted: 1 })
  expect(await imports.run(csv('t2,m1,1,0,2025-01-30T15:00:00Z'))).toMatchObject({
    rejected: [{ message: expect.stringContaining('the closed day 2025-01-31;') }],
  })
})

test('a closed transaction is unchanged by the same file, and neither changed nor moved by another', async () => {
  expect(await imports.run(csv(closedLine, openLine))).toMatchObject({ inserted: 2 })
  await close()
  expect(await imports.run(csv(closedLine, openLine))).toMatchObject({
    status: 'COMPLETED',
    unchanged: 2,
  })
  for (const line of [
    closedLine.replace('2500', '2600'),
    'late,m1,2500,103,2025-02-02T10:00:00Z',
    'open,m1,2500,103,2025-01-30T10:00:00Z',
  ]) {
    const day = line.includes('01-30') ? '2025-01-30' : '2025-01-31'
    const refused = await imports.run(csv(line), { onConflict: 'update' })
    expect(refused).toMatchObject({
      status: 'REJECTED',
      rejected: [
        { line: 2, field: 'paid_at', message: expect.stringContaining(`closed day ${day};`) },
      ],
    })
  }
  expect(
    await imports.run(csv(openLine.replace('2500', '2600')), { onConflict: 'update' }),
  ).toMatchObject({ updated: 1 })
})

test('an import that began before a close waits for it, and then names the line', async () => {
  const closing = Promise.withResolvers<void>()
  const committed = Promise.withResolvers<void>()
  const close = imports.db.transaction().execute(async (trx) => {
    await lockPeriods(trx, 'exclusive')
    await sql`insert into period_changes (action, through, timezone, closed_until, request)
      values ('CLOSE', '2025-01-31', 'UTC', '2025-02-01Z', '{}')`.execute(trx)
    closing.resolve()
    await committed.promise
  })
  await closing.promise
  const importing = imports.run(csv(closedLine))
  await expect
    .poll(async () => {
      const { rows } = await sql`select from pg_locks where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`.execute(
        imports.db,
      )
      return rows.length
    })
    .toBe(1)
  committed.resolve()
  await close
  expect(await importing).toMatchObject({ status: 'REJECTED', rejected: [{ message }] })
})

test('a dropped month takes no line of any status, and the days beside it take those that are not PAID', async () => {
  await close()
  await imports.db
    .insertInto('archives')
    .values({ month: '2024-12', directory: '/', files: '[]', dropped_at: new Date() })
    .execute()
  const line = (id: string, status: string, paidAt: string) =>
    `${id},m1,2500,103,${paidAt},${status}`
  const file = (...lines: string[]) => [`${header},status`, ...lines, ''].join('\n')
  const beside = file(
    line('before', 'PENDING', '2024-11-30T23:59:59.999999Z'),
    line('after', 'PENDING', '2025-01-01T00:00:00Z'),
    line('unpaid', 'PENDING', ''),
  )
  expect(await imports.run(beside)).toMatchObject({ status: 'COMPLETED', inserted: 3 })
  const dropped = file(
    line('first', 'PENDING', '2024-12-01T00:00:00Z'),
    line('last', 'FAILED', '2024-12-31T23:59:59.999999Z'),
    line('paid', 'PAID', '2024-12-31T12:00:00Z'),
  )
  const message = 'is in 2024-12, which is archived; book an ADJUSTMENT today'
  expect(await imports.run(dropped)).toMatchObject({
    status: 'REJECTED',
    rejected: [
      { line: 2, field: 'paid_at', message },
      { line: 3, field: 'paid_at', message },
      { line: 4, field: 'paid_at', message: expect.stringContaining('the closed day 2024-12-31;') },
    ],
  })
})

test('an archived month keeps its transactions of every status', async () => {
  const stored = csv('a,m1,100,0,2025-01-30T10:00:00Z,PENDING').replace('paid_at', 'paid_at,status')
  expect(await imports.run(stored)).toMatchObject({ inserted: 1 })
  await close()
  await sql`insert into archives (month, directory, files) values ('2025-01', '/', '[]')`.execute(
    imports.db,
  )
  expect(await imports.run(stored)).toMatchObject({ unchanged: 1 })
  for (const line of [
    'b,m1,100,0,2025-01-31T10:00:00Z,FAILED',
    'a,m1,100,0,2025-01-30T10:00:00Z,CANCELLED',
    'a,m1,100,0,2025-02-02T10:00:00Z,PAID',
  ]) {
    const file = csv(line).replace('paid_at', 'paid_at,status')
    expect(await imports.run(file, { onConflict: 'update' })).toMatchObject({
      status: 'REJECTED',
      rejected: [
        { field: 'paid_at', message: 'is in 2025-01, which is archived; book an ADJUSTMENT today' },
      ],
    })
  }
  const paid = csv('a,m1,100,0,2025-01-30T10:00:00Z,PAID').replace('paid_at', 'paid_at,status')
  expect(await imports.run(paid, { onConflict: 'update' })).toMatchObject({
    rejected: [{ message: expect.stringContaining('the closed day 2025-01-30;') }],
  })
  const next = csv('c,m1,100,0,2025-02-01T00:00:00Z,PENDING').replace('paid_at', 'paid_at,status')
  expect(await imports.run(next)).toMatchObject({ inserted: 1 })
})
