import { resolve } from 'node:path'
import { createPool } from '@order-settlement/db/create-database.ts'
import { errorCode, isDatabaseUnavailable } from '@order-settlement/db/database-errors.ts'
import { formats } from '@order-settlement/imports/formats/formats.ts'
import type { ImportResult } from '@order-settlement/imports/import-options.ts'
import { importTransactions } from '@order-settlement/imports/import-transactions.ts'
import { ImportsBusyError } from '@order-settlement/imports/staging/session.ts'
import {
  ConfigError,
  readConfig,
  sharedVariables,
} from '@order-settlement/shared/process/config.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import Type, { type Static } from 'typebox'
import { variables as localVariables } from '../config.ts'
import { LocalError } from '../local-error.ts'
import { fromRoot } from '../places.ts'
import { findRunningServer } from '../postgres/find-running-server.ts'
import { describeResult } from './describe-result.ts'
import { openFile } from './open-file.ts'
import { type Arguments, readArguments, usage } from './read-arguments.ts'
import { showProgress } from './show-progress.ts'
import { rejectsPath, writeRejects } from './write-rejects.ts'

const variables = Type.Object({
  ...Type.Pick(localVariables, [
    'DATABASE_URL',
    'DATABASE_DIRECT_URL',
    'DATA_DIR',
    'CURRENCY',
    'LOG_LEVEL',
  ]).properties,
  // npm runs its scripts in the root of the repository, and says here where the command was typed.
  INIT_CWD: Type.String({ default: '.', description: 'a directory' }),
})

/**
 * Imports a file as the command line says, and prints what became of it.
 *
 * @param args of the command line
 * @returns the exit code: 0 if every line is stored, 1 if lines were rejected, 2 if the import could not run
 */
export async function runImport(args: string[], env: NodeJS.ProcessEnv): Promise<0 | 1 | 2> {
  try {
    const config = readConfig(variables, env)
    const request = readArguments(args)
    if (!request) {
      process.stdout.write(usage)
      return 0
    }
    const path = request.file === '-' ? '-' : resolve(config.INIT_CWD, request.file)
    const started = performance.now()
    const result = await importFile(config, path, request)
    process.stdout.write(describeResult(request, result, (performance.now() - started) / 1000))
    if (path !== '-') await keepRejects(path, result)
    return result.rejected_count > 0 ? 1 : 0
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`)
    return 2
  }
}

async function importFile(
  config: Static<typeof variables>,
  path: string,
  request: Arguments,
): Promise<ImportResult> {
  const { contentType, dryRun, onError, onConflict, unknownMerchants } = request
  const file = await openFile(path)
  using interrupt = listenForInterrupt((reason) => file.stream.destroy(reason))
  // Thrown by what reads it; nothing may read it yet.
  file.stream.on('error', () => {})
  const progress = showProgress(file.size, process.stderr)
  file.stream.once('end', () => {
    progress.stop()
    process.stderr.write('checking and storing …\n')
  })
  const pool = await openPool(config)
  try {
    return await importTransactions(pool, file.stream, {
      format: formats[request.format],
      merchantId: request.merchant,
      timeZone: request.timezone,
      contentType,
      dryRun,
      onError,
      onConflict,
      unknownMerchants,
      currency: config.CURRENCY,
      createdBy: null,
      fileName: file.name,
      onProgress: progress.update,
      signal: interrupt.signal,
    })
  } catch (error) {
    throw interrupt.signal.aborted ? interrupt.signal.reason : error
  } finally {
    progress.stop()
    file.stream.destroy()
    await pool.end()
  }
}

async function openPool(config: Static<typeof variables>) {
  const { DATABASE_URL, DATABASE_DIRECT_URL, DATA_DIR, LOG_LEVEL } = config
  return createPool({
    url:
      // For its temporary tables.
      DATABASE_DIRECT_URL ??
      DATABASE_URL ??
      (await findRunningServer(fromRoot(DATA_DIR))) ??
      readConfig(Type.Object({ DATABASE_URL: sharedVariables.DATABASE_URL }), {}).DATABASE_URL,
    applicationName: 'import',
    connections: 1,
    logger: createLogger('import', LOG_LEVEL),
  })
}

/** Ctrl-C and SIGTERM end the import, of which nothing is kept then. */
function listenForInterrupt(stop: (reason: Error) => void) {
  const controller = new AbortController()
  const interrupt = () => {
    const reason = new LocalError('stopped: nothing was imported')
    stop(reason)
    controller.abort(reason)
  }
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, interrupt)
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      for (const name of ['SIGINT', 'SIGTERM'] as const) process.off(name, interrupt)
    },
  }
}

async function keepRejects(path: string, { rejected }: ImportResult): Promise<void> {
  await writeRejects(path, rejected)
  if (rejected.length > 0)
    process.stdout.write(`The rejected lines are listed in ${rejectsPath(path)}\n`)
}

function explain(error: unknown): string {
  if (error instanceof LocalError || error instanceof ConfigError) return error.message
  // The only connection of its pool was not to be had.
  if (error instanceof ImportsBusyError) return explain(error.cause)
  if (isDatabaseUnavailable(error))
    return 'no database can be reached: start one with npm start, or set DATABASE_URL'
  if (['42P01', '42703'].includes(errorCode(error)))
    return 'the database is of an earlier version: run npm run migrate, or npm start'
  return `the import failed: ${error instanceof Error ? error.message : String(error)}`
}
