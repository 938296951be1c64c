import { sharedVariables } from '@order-settlement/shared/config.ts'
import Type from 'typebox'

export const variables = Type.Object({
  ...sharedVariables,
  WORKERS: Type.Integer({
    default: 8,
    minimum: 1,
    maximum: 64,
    description: 'a whole number of lanes, 1 to 64',
  }),
  SETTLEMENT_BATCH_SIZE: Type.Integer({
    default: 25_000,
    minimum: 1,
    maximum: 1_000_000,
    description: 'a whole number of rows, 1 to 1000000',
  }),
  HEARTBEAT_FILE: Type.Optional(
    Type.String({
      minLength: 1,
      description: 'a file to rewrite as long as the worker takes part, or nothing',
    }),
  ),
})
