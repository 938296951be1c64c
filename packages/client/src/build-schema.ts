import { buildApp } from '@order-settlement/api/app.ts'
import { variables } from '@order-settlement/api/config.ts'
import { createQueueClient } from '@order-settlement/api/jobs/queue-client.ts'
import { openPools } from '@order-settlement/api/open-pools.ts'
import { readConfig } from '@order-settlement/shared/process/config.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { createFolderStore } from '@order-settlement/storage/folder-store.ts'
import openapiTS, { astToString } from 'openapi-typescript'

const header = `/** Generated from the OpenAPI document by \`npm run generate:client\`. Do not edit it by hand. */

`

/** The file of the types that this package ships. */
export const schemaFile = new URL('schema.ts', import.meta.url)

/** The types of every route of the api as TypeScript. Deterministic, and opens no connection. */
export async function buildSchema(): Promise<string> {
  return header + astToString(await openapiTS(await readDocument(), { silent: true }))
}

/** The OpenAPI document as the api serves it with default settings. */
async function readDocument(): Promise<string> {
  const config = readConfig(variables, {})
  const logger = createLogger('generate', 'silent')
  const { ordersDb, db, importPool } = openPools(config, logger)
  const app = await buildApp({
    config,
    logger,
    ordersDb,
    db,
    importPool,
    boss: createQueueClient(db, logger),
    store: createFolderStore(config.SETTLEMENT_DIR),
  })
  try {
    const { body } = await app.inject('/openapi.json')
    return body
  } finally {
    await app.close()
    await Promise.all([ordersDb.destroy(), db.destroy(), importPool.end()])
  }
}
