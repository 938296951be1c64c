import { mkdir } from 'node:fs/promises'
import { errorCode } from '@order-settlement/db/database-errors.ts'
import { ConfigError } from './config.ts'

/**
 * Makes the directory of the CSV files, unless it is there.
 *
 * @throws ConfigError with the system's code of what went wrong
 */
export async function makeSettlementDir(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true })
  } catch (error) {
    throw new ConfigError(`cannot make SETTLEMENT_DIR ${path}: ${errorCode(error)}`)
  }
}
