import type { SettlementProof, SettlementTotals, Trx } from '@order-settlement/shared/database.ts'
import type { Worker } from '../worker.ts'
import { deleteBatches } from './batches.queries.ts'
import {
  completeJob,
  lockPublishing,
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
  const { db, logger, settlementDir } = worker
  const published = await db.transaction().execute(async (trx) => {
    await lockPublishing(trx)
    const job = await lockRunningJob(trx, jobId)
    if (!job) return undefined
    // Under the lock, so these were left by an attempt that can no longer commit.
    await removeCsv(settlementDir, jobId, { published: false })
    // On a connection of its own, meanwhile. If publishing fails first, that error is the one to tell.
    const source = sumSource(db, job)
    source.catch(() => {})
    const { csv, ...times } = await publishRange(trx, job, settlementDir)
    const proof = prove(await source, await sumSettlements(trx, job), csv)
    await completeJob(trx, jobId, proof)
    await deleteBatches(trx, jobId)
    await publishCsv(settlementDir, jobId, csv.path)
    return { ...proof.csv, ...times }
  })
  if (published) logger.info({ job_id: jobId, ...published }, 'settlement published')
}

/** Replaces the days in the table and writes them to the file, with how long each took, in ms. */
async function publishRange(
  trx: Trx,
  job: PublishingJob & { generated_at: string },
  settlementDir: string,
) {
  const begun = performance.now()
  await replaceSettlements(trx, job, job.generated_at)
  const merged = performance.now()
  const csv = await writeCsv(settlementDir, job.id, readSettlements(trx, job))
  const written = performance.now()
  return { csv, merge_ms: Math.round(merged - begun), csv_ms: Math.round(written - merged) }
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
