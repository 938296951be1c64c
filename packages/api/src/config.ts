import { serviceName, sharedVariables } from '@order-settlement/shared/config.ts'
import Type, { type Static } from 'typebox'

export const variables = Type.Object({
  PORT: Type.Integer({
    default: 8080,
    minimum: 0,
    maximum: 65_535,
    description: 'a port number, 0 to 65535; 0 takes any free one',
  }),
  HOST: Type.String({
    default: '0.0.0.0',
    minLength: 1,
    description: 'an address of this machine to listen on',
  }),
  DATABASE_URL: sharedVariables.DATABASE_URL,
  SETTLEMENT_DIR: sharedVariables.SETTLEMENT_DIR,
  SETTLEMENT_TIMEZONE: sharedVariables.SETTLEMENT_TIMEZONE,
  OTEL_EXPORTER_OTLP_ENDPOINT: sharedVariables.OTEL_EXPORTER_OTLP_ENDPOINT,
  OTEL_SERVICE_NAME: serviceName('api'),
  LOG_LEVEL: sharedVariables.LOG_LEVEL,
})

export type Config = Static<typeof variables>
