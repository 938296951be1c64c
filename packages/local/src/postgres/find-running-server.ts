import { readFile, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { readDatabaseUrl } from './password.ts'
import { clusterPath } from './prepare-cluster.ts'
import { findServerProcesses } from './processes.ts'

/**
 * The URL of the embedded PostgreSQL that runs on a data directory.
 *
 * @returns undefined if none runs there, or its files are another user's
 */
export async function findRunningServer(dataDir: string): Promise<string | undefined> {
  try {
    const cluster = await realpath(clusterPath(dataDir))
    const postmaster = Number.parseInt(await readFile(join(cluster, 'postmaster.pid'), 'utf8'), 10)
    const processes = await findServerProcesses(cluster, postmaster)
    return processes.length > 0 ? (await readDatabaseUrl(dataDir))?.href : undefined
  } catch {
    return undefined
  }
}
