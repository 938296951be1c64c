import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createPool } from '@order-settlement/db/create-database.ts'
import { errorCode, isDatabaseUnavailable } from '@order-settlement/db/database-errors.ts'
import { type Month, readMonth } from '@order-settlement/shared/archives/month.ts'
import {
  ConfigError,
  readConfig,
  sharedVariables,
} from '@order-settlement/shared/process/config.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import Type from 'typebox'
import { ArchiveError } from './archive-error.ts'
import { checkArchive } from './archive-files.ts'
import { type ArchivedMonth, archiveMonth } from './archive-month.ts'
import type { ArchiveProof } from './proof.ts'

const variables = Type.Object({
  DATABASE_URL: sharedVariables.DATABASE_URL,
  CURRENCY: sharedVariables.CURRENCY,
  LOG_LEVEL: sharedVariables.LOG_LEVEL,
  // npm runs its scripts in the root of the repository, and says here where the command was typed.
  INIT_CWD: Type.String({ default: '.', description: 'a directory' }),
})

export const usage = `npm run archive -- MONTH [options]

Writes the transactions, orders and refunds of a closed month, such as 2025-01, to transactions-2025-01.csv.gz,
orders-2025-01.csv.gz and refunds-2025-01.csv.gz with their proof beside them, and records it. The month is one of UTC.
A month that has changed since is written again.

  --dir DIRECTORY   where the files are; ./tmp/archives if not given
  --check           only reads the files of MONTH again, and compares them with their proof

Exit code 0: the month is archived. 1: it is not closed, or a proof failed. 2: the command could not run.
`

const options = {
  dir: { type: 'string', default: 'tmp/archives' },
  check: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

/** What is wrong with the command line. The message is one line. */
class UsageError extends Error {}

/**
 * Archives a month as the command line says, and prints what the archive has.
 *
 * @param args of the command line
 * @returns the exit code: 0 if the month is archived, 1 if it was refused, 2 if the command could not run
 */
export async function runArchive(args: string[], env: NodeJS.ProcessEnv): Promise<0 | 1 | 2> {
  try {
    const config = readConfig(variables, env)
    const request = readArguments(args)
    if (!request) {
      process.stdout.write(usage)
      return 0
    }
    const { month, check } = request
    const directory = resolve(config.INIT_CWD, request.dir)
    if (check) {
      const proof = await checkArchive(directory, month)
      process.stdout.write(describe(proof, 'is what its proof says'))
      return 0
    }
    const pool = createPool({
      url: config.DATABASE_URL,
      applicationName: 'archive',
      // One has the snapshot, the other writes the record.
      connections: 2,
      logger: createLogger('archive', config.LOG_LEVEL),
    })
    try {
      const archived = await archiveMonth(pool, month, { directory, currency: config.CURRENCY })
      process.stdout.write(describe(archived.proof, explainOutcome(archived, directory)))
    } finally {
      await pool.end()
    }
    return 0
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`)
    return error instanceof ArchiveError ? 1 : 2
  }
}

function readArguments(args: string[]): { month: Month; dir: string; check: boolean } | undefined {
  const { values, positionals } = parse(args)
  if (values.help) return undefined
  const [text = '', second] = positionals
  const month = readMonth(text)
  if (!month || second !== undefined)
    throw new UsageError('name one month, such as 2025-01 (npm run archive -- --help)')
  return { month, dir: values.dir, check: values.check }
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('. ')
    throw new UsageError(`${reason} (npm run archive -- --help)`)
  }
}

function explainOutcome({ written, changed }: ArchivedMonth, directory: string): string {
  if (changed) return `had changed since it was archived, and is written again to ${directory}`
  return written ? `is written to ${directory}` : 'was archived already, and is right'
}

function describe({ month, files }: ArchiveProof, outcome: string): string {
  const lines = files.flatMap(({ name, bytes, sha256, rows, sums }) => [
    `  ${name}: ${rows} rows, ${bytes} bytes, sha256 ${sha256}\n`,
    ...sums.map(
      (of) =>
        `    ${Object.entries(of)
          .map(([key, value]) => `${key} ${value}`)
          .join(', ')}\n`,
    ),
  ])
  return `${month} ${outcome}\n${lines.join('')}`
}

function explain(error: unknown): string {
  if (error instanceof ArchiveError || error instanceof UsageError || error instanceof ConfigError)
    return error.message
  if (isDatabaseUnavailable(error))
    return 'no database can be reached: start one with npm start, or set DATABASE_URL'
  if (['42P01', '42703', '42883'].includes(errorCode(error)))
    return 'the database is of an earlier version: run npm run migrate, or npm start'
  return `the archive failed: ${error instanceof Error ? error.message : String(error)}`
}
