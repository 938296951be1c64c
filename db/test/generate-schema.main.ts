import { writeFile } from 'node:fs/promises'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { startOwnPostgres } from '@order-settlement/testing/own-postgres.ts'
import { createDatabase } from '../create-database.ts'
import { dumpSchema, schemaFile } from '../dump-schema.ts'
import { migrate } from '../migrate.ts'

const logger = createLogger('generate-schema', 'warn')
await using postgres = await startOwnPostgres()
const url = postgres.url('appdb')
await migrate(url, logger)
const db = createDatabase({ url, applicationName: 'generate-schema', connections: 1, logger })
try {
  await writeFile(schemaFile, await dumpSchema(db))
} finally {
  await db.destroy()
}
