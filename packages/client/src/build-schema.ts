import { buildApp } from '@order-settlement/api/app.ts'
import { variables } from '@order-settlement/api/config.ts'
import { createQueueClient } from '@order-settlement/api/jobs/queue-client.ts'
import { createDatabase } from '@order-settlement/db/create-database.ts'
import { readConfig } from '@order-settlement/shared/process/config.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import openapiTS, { astToString } from 'openapi-typescript'

const header = `/** Made from the OpenAPI document by \`npm run generate:client\`. Do not change it by hand. */

`

/** Where the types lie that this package ships. */
export const schemaFile = new URL('schema.ts', import.meta.url)

/** The types of every route of the api as TypeScript, the same text for the same routes. Connects to nothing. */
export async function buildSchema(): Promise<string> {
  return header + astToString(await openapiTS(await readDocument(), { silent: true }))
}

/** The OpenAPI document as the api publishes it, whatever this process's environment says. */
async function readDocument(): Promise<string> {
  const config = readConfig(variables, {})
  const logger = createLogger('generate', 'silent')
  const db = createDatabase({
    url: config.DATABASE_URL,
    applicationName: 'generate',
    connections: 1,
    logger,
  })
  const app = await buildApp({
    config,
    logger,
    ordersDb: db,
    db,
    boss: createQueueClient(db, logger),
  })
  try {
    const { body } = await app.inject('/openapi.json')
    return body
  } finally {
    await app.close()
    await db.destroy()
  }
}
