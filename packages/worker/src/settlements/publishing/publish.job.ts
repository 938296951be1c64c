import type { SettlementProof, SettlementTotals, Trx } from '@order-settlement/db/tables.ts'
import type { Worker } from '../../worker.ts'
import { deleteBatches } from '../planning/batches.queries.ts'
import {
  completeJob,
  findRunningJob,
  lockDays,
  lockRunningJob,
  type PublishingJob,
  readSettlements,
  replaceSettlements,
  sumSettlements,
  sumSource,
  type Totals,
} from './publishing.queries.ts'
import { publishCsv, removeCsv, type WrittenCsv, writeCsv } from './settlement-csv.ts'

/** The table and the file of a settlement differ: nothing of it may be published. */
export class ProofError extends Error {
  override name = 'ProofError'
}

/**
 * Publishes a settlement: the table's days, the CSV and the status change together. The file gets its
 * name last before the commit; a crash between the two leaves a file that no completed job points to, and
 * the next attempt replaces it.
 *
 * Idempotent: only a settlement that runs is published, and the job row stays locked until the commit.
 *
 * @throws ProofError if the table and the file do not sum to the same
 */
export async function publishSettlement(worker: Worker, jobId: string): Promise<void> {
  const { db, logger, metrics } = worker
  const published = await db.transaction().execute(async (trx) => {
    const job = await findRunningJob(trx, jobId)
    if (!job) return undefined
    await lockDays(trx, job)
    const generatedAt = await lockRunningJob(trx, jobId)
    if (generatedAt === undefined) return undefined
    return await publishRange(worker, trx, job, generatedAt)
  })
  if (!published) return
  metrics.duration.observe(published.seconds)
  metrics.ended.inc({ status: 'COMPLETED' })
  logger.info({ job_id: jobId, ...published }, 'settlement published')
}

/** @returns what was published, with how long each part took, in ms */
async function publishRange(
  { db, settlementDir }: Worker,
  trx: Trx,
  job: PublishingJob,
  generatedAt: string,
) {
  // Under the lock, so these were left by an attempt that can no longer commit.
  await removeCsv(settlementDir, job.id, { published: false })
  // On a connection of its own, meanwhile. If publishing fails first, that error is the one to tell.
  const asking = timed(sumSource(db, job))
  asking.catch(() => {})
  const table = await timed(replaceSettlements(trx, job, generatedAt))
  const file = await timed(writeCsv(settlementDir, job.id, readSettlements(trx, job, generatedAt)))
  const settled = await timed(sumSettlements(trx, job))
  const source = await asking
  const proof = prove(source.result, settled.result, file.result)
  const seconds = await completeJob(trx, job.id, proof)
  await deleteBatches(trx, job.id)
  await publishCsv(settlementDir, job.id, file.result.path)
  return {
    ...proof.csv,
    seconds,
    merge_ms: table.ms,
    csv_ms: file.ms,
    source_ms: source.ms,
    proof_ms: settled.ms,
  }
}

async function timed<Result>(work: Promise<Result>): Promise<{ result: Result; ms: number }> {
  const begun = performance.now()
  const result = await work
  return { result, ms: Math.round(performance.now() - begun) }
}

function prove(source: Totals, settlements: Totals, csv: WrittenCsv): SettlementProof {
  if (!isZero(difference(settlements, csv.totals))) {
    throw new ProofError('the settlements table and the CSV do not sum to the same')
  }
  const { rows, bytes, sha256 } = csv
  return {
    source: asJson(source),
    settlements: asJson(settlements),
    csv: { ...asJson(csv.totals), rows, bytes, sha256 },
    drift: asJson(difference(source, settlements)),
  }
}

function difference(a: Totals, b: Totals): Totals {
  return {
    txn_count: a.txn_count - b.txn_count,
    gross_cents: a.gross_cents - b.gross_cents,
    fee_cents: a.fee_cents - b.fee_cents,
    net_cents: a.net_cents - b.net_cents,
  }
}

function isZero(totals: Totals): boolean {
  return Object.values(totals).every((total) => total === 0n)
}

/** A number that JSON's readers would round is given as its digits. */
function asJson(totals: Totals): SettlementTotals {
  return {
    txn_count: exact(totals.txn_count),
    gross_cents: exact(totals.gross_cents),
    fee_cents: exact(totals.fee_cents),
    net_cents: exact(totals.net_cents),
  }
}

function exact(value: bigint): number | string {
  return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString()
}
