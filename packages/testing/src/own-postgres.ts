import { join } from 'node:path'
import {
  type Postgres,
  type PostgresOptions,
  startPostgres,
} from '@order-settlement/local/embedded-postgres.ts'
import { makeMemoryDirectory } from './temporary-directory.ts'

// A test's data need not survive the machine. synchronous_commit stays on: it is part of what is tested.
export const testSettings = {
  fsync: 'off',
  full_page_writes: 'off',
  shared_buffers: '128MB',
  // The log may lie in memory.
  max_wal_size: '512MB',
}

/**
 * Makes glibc overwrite freed memory, so that a server that still reads it crashes at once instead of sometimes. See
 * `enable_partition_pruning` in db/create-database.ts.
 */
const env = { MALLOC_PERTURB_: '165' }

/** Starts a PostgreSQL in a temporary directory, in memory if there is enough, on a free port, for a test that stops, kills or configures it. */
export async function startOwnPostgres(
  settings: PostgresOptions['settings'] = {},
): Promise<Postgres & AsyncDisposable> {
  const directory = await makeMemoryDirectory()
  try {
    const postgres = await startPostgres({
      dataDir: join(directory.path, 'data'),
      settings: { ...testSettings, ...settings },
      env,
    })
    // By prototype: its getters change with each restart.
    return Object.assign(Object.create(postgres), {
      [Symbol.asyncDispose]: async () => {
        await postgres.stop({ immediate: true })
        await directory.remove()
      },
    })
  } catch (error) {
    await directory.remove()
    throw error
  }
}
