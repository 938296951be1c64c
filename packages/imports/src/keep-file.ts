import type { Import, Trx } from '@order-settlement/db/tables.ts'
import { safeInteger } from '@order-settlement/shared/json-integers.ts'
import { findUnknownMerchants } from './checks/check-merchants.ts'
import { checkStaged } from './checks/staged-checks.ts'
import { type ImportOptions, type ImportResult, KeyReusedError } from './import-options.ts'
import {
  findByKey,
  insertImport,
  insertKey,
  type KeyedImport,
  lockImports,
  selectRejects,
  selectStagedRejects,
} from './imports.queries.ts'
import { countStaged, insertStaged, updateStaged } from './keep-staged.ts'
import { maxRejects } from './staging/reject-list.ts'
import type { StagedFile } from './staging/stage-file.ts'

/** Checks a staged file, and keeps what of it is to be kept. Of a file that is refused that is its import's row. */
export async function keepFile(
  trx: Trx,
  file: StagedFile,
  options: ImportOptions,
): Promise<ImportResult> {
  if (!options.dryRun) await lockImports(trx)
  const keyed = toKeyed(file, options)
  const earlier = keyed && (await findByKey(trx, keyed))
  if (earlier) return await replay(trx, earlier)
  const result = await check(trx, file, options)
  if (options.dryRun) return result
  const importId = await insertImport(trx, toRow(result, file, options), result.rejected)
  if (result.status === 'COMPLETED') {
    await keepLines(trx, importId, result, options)
    if (keyed) await insertKey(trx, keyed, importId)
  }
  return { ...result, import_id: importId }
}

/** Of a file that was not read to its end nothing is known, and a dry run changes nothing. */
function toKeyed(file: StagedFile, options: ImportOptions): KeyedImport | undefined {
  const { key, dryRun, format, merchantId, timeZone, contentType, ...rest } = options
  const { onError, onConflict, unknownMerchants } = rest
  if (key === undefined || dryRun || file.sha256 === null) return undefined
  return {
    key,
    request: {
      sha256: file.sha256,
      format: format.name,
      merchantId,
      timeZone,
      contentType,
      onError,
      onConflict,
      unknownMerchants,
    },
  }
}

async function check(trx: Trx, file: StagedFile, options: ImportOptions): Promise<ImportResult> {
  await checkStaged(trx, options)
  const { rejected, ...kept } = await countStaged(trx, file.staged)
  const rejects = [...file.rejects.first, ...(await selectStagedRejects(trx, maxRejects))]
  const unknown = await findUnknownMerchants(trx)
  const rejectedCount = file.rejects.lines + rejected
  const isRefused = !file.isComplete || (rejectedCount > 0 && options.onError === 'reject')
  return {
    status: isRefused ? 'REJECTED' : 'COMPLETED',
    import_id: null,
    received: file.staged + file.rejects.lines,
    ...(isRefused ? { inserted: 0, updated: 0, unchanged: 0 } : kept),
    ignored: file.ignored,
    rejected_count: rejectedCount,
    rejected: rejects.sort((a, b) => a.line - b.line).slice(0, maxRejects),
    unknown_merchants: unknown.ids,
    unknown_merchant_count: safeInteger(unknown.count),
    replayed: false,
  }
}

async function keepLines(
  trx: Trx,
  importId: string,
  { inserted, updated }: ImportResult,
  { format, pace = async () => {} }: ImportOptions,
): Promise<void> {
  const found = {
    inserted: inserted === 0 ? 0 : await insertStaged(trx, importId, format.name, pace),
    updated: await updateStaged(trx, importId),
  }
  if (found.inserted !== inserted || found.updated !== updated)
    throw new Error(
      `checked ${inserted} to insert and ${updated} to update, but found ${found.inserted} and ${found.updated}`,
    )
}

function toRow(result: ImportResult, file: StagedFile, options: ImportOptions) {
  const { import_id: _id, rejected: _rejected, replayed: _replayed, ...counts } = result
  return {
    ...counts,
    format: options.format.name,
    content_type: options.contentType,
    file_name: options.fileName,
    on_error: options.onError,
    on_conflict: options.onConflict,
    bytes: file.bytes,
    sha256: file.sha256,
    created_by: options.createdBy,
  }
}

async function replay(trx: Trx, earlier: Import & { is_same: boolean }): Promise<ImportResult> {
  if (!earlier.is_same) throw new KeyReusedError('the key belongs to another import')
  return {
    status: earlier.status,
    import_id: earlier.id,
    received: safeInteger(earlier.received),
    inserted: safeInteger(earlier.inserted),
    updated: safeInteger(earlier.updated),
    unchanged: safeInteger(earlier.unchanged),
    ignored: safeInteger(earlier.ignored),
    rejected_count: safeInteger(earlier.rejected_count),
    rejected: await selectRejects(trx, earlier.id),
    unknown_merchants: earlier.unknown_merchants,
    unknown_merchant_count: safeInteger(earlier.unknown_merchant_count),
    replayed: true,
  }
}
