import { cleanUpQueue } from '@order-settlement/shared/jobs/queues.ts'
import { createProof } from '@order-settlement/testing/create-proof.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess } from '@order-settlement/testing/test-process.ts'
import { sql } from 'kysely'

/** Added by Prometheus. */
const ofPrometheus = { metrics: ['up'], labels: ['instance', 'job'] }

const suffixes: Record<string, string[]> = { histogram: ['_bucket', '_count', '_sum'] }

export interface Exported {
  /** With or without a sample. */
  metrics: Set<string>
  labels: Set<string>
  /** Such as `queue="settlement-plan"`. */
  labelsWithValues: Set<string>
  /** The names as in `# TYPE`, without suffixes and what Prometheus adds. */
  families: string[]
}

/** What an api and a worker export after a request, and after a settlement and a clean-up have completed. */
export async function readExported(): Promise<Exported> {
  const text = await scrape()
  const families = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)]
  const metrics = families.flatMap(([, name, type = '']) =>
    (suffixes[type] ?? ['']).map((suffix) => `${name}${suffix}`),
  )
  const labels = [...text.matchAll(/(\w+)="/g)].map(([, name = '']) => name)
  return {
    metrics: new Set([...metrics, ...ofPrometheus.metrics]),
    labels: new Set([...labels, ...ofPrometheus.labels]),
    labelsWithValues: new Set([...text.matchAll(/\w+="[^"]*"/g)].map(([pair]) => pair)),
    families: families.map(([, name = '']) => name),
  }
}

async function scrape(): Promise<string> {
  await using database = await createTestDatabase()
  await sql`insert into jobs (status, from_date, to_date, timezone, range_start, range_end, created_by, finished_at, proof)
    values ('COMPLETED', '2025-01-01', '2025-01-01', 'UTC', '2025-01-01Z', '2025-01-02Z', 'schedule', now(),
      ${JSON.stringify(createProof())})`.execute(database.db)
  await sql`insert into pgboss.job (name, state, completed_on)
    values (${cleanUpQueue.name}, 'completed', now())`.execute(database.db)
  const env = { DATABASE_URL: database.url, METRICS_PORT: '0', SETTLEMENT_CRON: '15 0 * * *' }
  await using api = await startProcess('api', env)
  await using worker = await startProcess('worker', env)
  const { port } = await worker.waitForLog(({ msg }) => msg === 'metrics served')
  const read = async (url: string) => await (await fetch(url)).text()
  // So that there is a request to measure.
  await read(`${api.url}/health`)
  return `${await read(`${api.url}/metrics`)}\n${await read(`http://127.0.0.1:${port}/metrics`)}`
}
