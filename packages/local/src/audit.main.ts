import { readConfigOrExit } from '@order-settlement/shared/process/config.ts'
import { variables } from './config.ts'
import { fromRoot } from './places.ts'
import { findRunningServer } from './postgres/find-running-server.ts'

const { DATABASE_URL, DATABASE_DIRECT_URL, DATA_DIR } = readConfigOrExit(variables)
const url = DATABASE_DIRECT_URL ?? DATABASE_URL ?? (await findRunningServer(fromRoot(DATA_DIR)))
// The audit reads its own settings, from the environment alone.
if (url) process.env.DATABASE_URL = url
await import('@order-settlement/db/audit.main.ts')
