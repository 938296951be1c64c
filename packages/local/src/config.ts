import { variables as databaseVariables } from '@order-settlement/db/config.ts'
import { databaseUrl, sharedVariables } from '@order-settlement/shared/process/config.ts'
import Type, { type Static } from 'typebox'

/** What `npm start` itself reads; its processes check the rest, each what it uses. */
export const variables = Type.Object({
  // Without the default that the other processes have.
  DATABASE_URL: Type.Optional(
    databaseUrl({
      description: 'a postgres:// connection URL, or nothing for the embedded PostgreSQL',
    }),
  ),
  DATABASE_DIRECT_URL: sharedVariables.DATABASE_DIRECT_URL,
  // In containers the API's own default is every address.
  HOST: Type.String({
    default: '127.0.0.1',
    minLength: 1,
    description: 'an address of this machine to listen on, such as 127.0.0.1, or 0.0.0.0 for all',
  }),
  PORT: Type.Integer({
    default: 8080,
    minimum: 0,
    maximum: 65_535,
    description: 'a port, 1 to 65535, or 0 for any that is free',
  }),
  DATA_DIR: Type.String({
    default: '.data',
    minLength: 1,
    description: 'a directory for the files of the embedded PostgreSQL',
  }),
  CURRENCY: sharedVariables.CURRENCY,
  SEED_TRANSACTIONS: databaseVariables.properties.SEED_TRANSACTIONS,
  SETTLEMENT_DIR: sharedVariables.SETTLEMENT_DIR,
  LOG_LEVEL: sharedVariables.LOG_LEVEL,
})

export type Config = Static<typeof variables>
