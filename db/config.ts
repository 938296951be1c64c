import { sharedVariables } from '@order-settlement/shared/process/config.ts'
import Type from 'typebox'

export const variables = Type.Object({
  CURRENCY: sharedVariables.CURRENCY,
  DATABASE_URL: sharedVariables.DATABASE_URL,
  DATABASE_DIRECT_URL: sharedVariables.DATABASE_DIRECT_URL,
  LOG_LEVEL: sharedVariables.LOG_LEVEL,
  SEED_TRANSACTIONS: Type.Integer({
    default: 1_000_000,
    minimum: 0,
    maximum: 1_000_000_000,
    description: 'a whole number of rows, 0 to 1000000000',
  }),
})
