import { randomUUID } from 'node:crypto'
import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import pRetry from 'p-retry'
import type { Client } from './send.ts'

const lines = 2_000

/** Longer than a failover takes. */
const retries = { retries: 100, minTimeout: 100, factor: 1 }

/**
 * Imports a file of 2,000 transactions of today, with an idempotency key, and again until there is an answer. Remembers it
 * if it was acknowledged.
 */
export async function importFile({ fleet, acknowledged }: Client): Promise<void> {
  const token = randomUUID()
  const paidAt = new Date().toISOString()
  const rows = Array.from(
    { length: lines },
    (_, n) => `${token}-${n},imported,${n + 1},1,${paidAt}`,
  )
  const body = `external_id,merchant_id,amount_cents,fee_cents,paid_at\n${rows.join('\n')}\n`
  const upload = async () => {
    const url = fleet.apis[Math.floor(Math.random() * fleet.apis.length)] ?? fleet.api
    const response = await fetch(`${url}/transactions/import`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', 'idempotency-key': token },
      body,
    })
    const { code } = (await response.json()) as { code?: string }
    if (response.status === 503) throw new Error(`answered ${code}`)
    return response.ok ? undefined : (code ?? String(response.status))
  }
  try {
    const fault = await pRetry(upload, retries)
    if (fault) acknowledged.faults.push(`/transactions/import answered ${fault}`)
    else acknowledged.imports.add(token)
  } catch {
    acknowledged.unanswered.add(token)
  }
}

/** @returns what is wrong with the imports, a line each: lost, kept in part, or kept twice */
export async function checkImports(
  db: Database,
  { imports, unanswered }: Client['acknowledged'],
): Promise<string[]> {
  const { rows } = await sql<{ token: string; stored: number; imports: number }>`
    select left(external_id, 36) as token, count(*)::integer as stored,
      count(distinct import_id)::integer as imports
    from transactions where merchant_id = 'imported' group by 1`.execute(db)
  const stored = new Set(rows.map(({ token }) => token))
  const lost = [...imports].filter((token) => !stored.has(token))
  const wrong = rows.filter(
    (row) =>
      row.stored !== lines ||
      row.imports !== 1 ||
      !(imports.has(row.token) || unanswered.has(row.token)),
  )
  return [
    ...lost.map((token) => `import ${token} was acknowledged, but is lost`),
    ...wrong.map(({ token, stored }) => `import ${token} is stored with ${stored} lines`),
  ]
}
