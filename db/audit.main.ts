import { directUrl, readConfigOrExit } from '@order-settlement/shared/process/config.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { audit, countOpenDays } from './audit.ts'
import { variables } from './config.ts'
import { createDatabase } from './create-database.ts'

/** Rows printed of each kind; the count is of all. */
const shown = 100

const config = readConfigOrExit(variables)
const db = createDatabase({
  url: directUrl(config),
  applicationName: 'audit',
  connections: 1,
  logger: createLogger('audit', config.LOG_LEVEL),
})
try {
  const found = await audit(db)
  for (const [kind, rows] of Object.entries(found)) {
    process.stdout.write(`${kind}: ${rows.length === 0 ? 'right' : `${rows.length} wrong`}\n`)
    for (const row of rows.slice(0, shown)) process.stdout.write(`  ${JSON.stringify(row)}\n`)
    if (rows.length > 0) process.exitCode = 1
  }
  const open = await countOpenDays(db)
  if (open > 0) process.stdout.write(`open days, not compared: ${open}\n`)
} catch (error) {
  process.stderr.write(`audit failed: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
} finally {
  await db.destroy()
}
