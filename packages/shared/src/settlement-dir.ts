import { mkdir } from 'node:fs/promises'
import { ConfigError } from './config.ts'
import { errorCode } from './database-errors.ts'

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
