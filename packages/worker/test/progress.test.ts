import {
  type ApiDriver,
  createApiDriver,
  hasEnded,
  type Job,
} from '@order-settlement/testing/api-driver.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'

const order = ['QUEUED', 'SUMMING', 'PUBLISHING', 'DONE']

test('200,000 rows, read by 2 apis at the same time, alone and in lists: nothing goes back, all phases in order', async () => {
  await using database = await createTestDatabase()
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm' || n % 1000, n, n % 9, 'PAID', timestamptz '2025-01-01Z' + n * interval '13 seconds'
    from generate_series(1, 200000) n`.execute(database.db)
  const env = { DATABASE_URL: database.url, SETTLEMENT_BATCH_SIZE: '5000', WORKERS: '2' }
  await using first = await startProcess('api', env)
  await using second = await startProcess('api', env)
  const drivers = [first, second].map(({ url }) => createApiDriver(url))
  const [driver = createApiDriver(first.url)] = drivers
  const id = await driver.startSettlement({ from: '2025-01-01', to: '2025-01-31' })
  const watch = watchJob()
  const readers = drivers.flatMap((reader) => [
    watch.until(() => reader.readJob(id)),
    watch.until(() => readFromList(reader, id)),
  ])
  await using _worker = await startProcess('worker', env)
  await Promise.all(readers)

  expect([...watch.phases]).toEqual(order)
  expect(watch.progress.size).toBeGreaterThan(10)
  expect(watch.published.size).toBeGreaterThan(2)
  expect(watch.estimates.some((total) => Math.abs(total - 200_000) < 20_000)).toBe(true)
  expect(watch.speeds.length).toBeGreaterThan(0)
  expect(await driver.readJob(id)).toMatchObject({
    status: 'COMPLETED',
    progress: 100,
    processed: 200_000,
    total: 200_000,
    total_is_estimate: false,
    rows_per_second: null,
    eta_seconds: null,
  })
}, 60_000)

test('a settlement whose progress cannot be stored is published all the same, and warns', async () => {
  await using database = await createTestDatabase()
  await sql`insert into transactions (merchant_id, amount_cents, fee_cents, status, paid_at)
    select 'm' || n, 100, 3, 'PAID', '2025-01-01Z' from generate_series(1, 20000) n`.execute(
    database.db,
  )
  await sql`create function refuse() returns trigger language plpgsql as
    $$ begin raise exception 'refused'; end $$`.execute(database.db)
  await sql`create trigger refuse before update on publishing_progress
    for each row execute function refuse()`.execute(database.db)
  const env = { DATABASE_URL: database.url }
  await using api = await startProcess('api', env)
  await using worker = await startProcess('worker', env)
  const job = await createApiDriver(api.url).settle({ from: '2025-01-01', to: '2025-01-31' })
  expect(job).toMatchObject({ status: 'COMPLETED', progress: 100, processed: 20_000 })
  await worker.waitForLog(({ msg }) => msg === 'cannot store the progress of publishing')
})

async function readFromList({ client }: ApiDriver, id: string): Promise<Job> {
  const { data } = await client.GET('/jobs')
  const job = data?.jobs.find(({ job_id }) => job_id === id)
  if (!job) throw new Error('the list does not have the job')
  return job
}

/** Checks each read against all that had ended when it began, in any process. */
function watchJob() {
  let newest: Pick<Job, 'progress' | 'processed' | 'phase'> = {
    progress: 0,
    processed: 0,
    phase: 'QUEUED',
  }
  const phases = new Set<string>()
  const progress = new Set<number>()
  const published = new Set<number>()
  const estimates: number[] = []
  const speeds: number[] = []

  function check(job: Job, before: typeof newest): void {
    expect(job.progress).toBeGreaterThanOrEqual(before.progress)
    expect(job.processed).toBeGreaterThanOrEqual(before.processed)
    expect(order.indexOf(job.phase)).toBeGreaterThanOrEqual(order.indexOf(before.phase))
    expect(job.total).toBeGreaterThanOrEqual(job.processed)
    expect(job.progress === 100).toBe(job.status === 'COMPLETED')
    expect(job.total_is_estimate).toBe(job.phase === 'QUEUED' || job.phase === 'SUMMING')
    if (job.phase !== 'SUMMING' && job.phase !== 'PUBLISHING') {
      expect([job.rows_per_second, job.eta_seconds]).toEqual([null, null])
    }
  }

  async function until(read: () => Promise<Job>): Promise<void> {
    for (;;) {
      const before = newest
      const job = await read()
      check(job, before)
      if (order.indexOf(job.phase) > order.indexOf(newest.phase) || job.progress > newest.progress)
        newest = job
      phases.add(job.phase)
      progress.add(job.progress)
      if (job.phase === 'PUBLISHING') published.add(job.progress)
      if (job.phase === 'SUMMING') estimates.push(job.total)
      if (job.rows_per_second !== null) speeds.push(job.rows_per_second)
      if (hasEnded(job)) return
    }
  }

  return { until, phases, progress, published, estimates, speeds }
}
