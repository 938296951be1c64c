import { mkdir } from 'node:fs/promises'
import { errorCode } from '@order-settlement/db/database-errors.ts'
import { ConfigError } from './config.ts'

/**
 * Creates the directory of the CSV files unless it exists.
 *
 * @throws ConfigError with the system's error code
 */
export async function makeSettlementDir(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true })
  } catch (error) {
    throw new ConfigError(`cannot make SETTLEMENT_DIR ${path}: ${errorCode(error)}`)
  }
}
