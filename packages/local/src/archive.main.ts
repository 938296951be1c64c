import { runArchive } from '@order-settlement/archive/run-archive.ts'
import { readConfigOrExit } from '@order-settlement/shared/process/config.ts'
import { variables } from './config.ts'
import { fromRoot } from './places.ts'
import { findRunningServer } from './postgres/find-running-server.ts'

const { DATABASE_URL, DATA_DIR } = readConfigOrExit(variables)
const url = DATABASE_URL ?? (await findRunningServer(fromRoot(DATA_DIR)))

process.exitCode = await runArchive(process.argv.slice(2), {
  ...process.env,
  ...(url ? { DATABASE_URL: url } : {}),
})
