import { serviceName, sharedVariables } from '@order-settlement/shared/process/config.ts'
import Type, { type Static } from 'typebox'
import Format from 'typebox/format'
import { isNetworkList, isOriginList } from './server/setting-lists.ts'

Format.Set('origins', isOriginList)
Format.Set('networks', isNetworkList)

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
  DATABASE_DIRECT_URL: sharedVariables.DATABASE_DIRECT_URL,
  CURRENCY: sharedVariables.CURRENCY,
  SETTLEMENT_DIR: sharedVariables.SETTLEMENT_DIR,
  SETTLEMENT_STORE: sharedVariables.SETTLEMENT_STORE,
  SETTLEMENT_STORE_PATH_STYLE: sharedVariables.SETTLEMENT_STORE_PATH_STYLE,
  AWS_ENDPOINT_URL_S3: sharedVariables.AWS_ENDPOINT_URL_S3,
  AWS_REGION: sharedVariables.AWS_REGION,
  SETTLEMENT_TIMEZONE: sharedVariables.SETTLEMENT_TIMEZONE,
  OTEL_EXPORTER_OTLP_ENDPOINT: sharedVariables.OTEL_EXPORTER_OTLP_ENDPOINT,
  OTEL_EXPORTER_OTLP_PROTOCOL: sharedVariables.OTEL_EXPORTER_OTLP_PROTOCOL,
  OTEL_SERVICE_NAME: serviceName('api'),
  LOG_LEVEL: sharedVariables.LOG_LEVEL,
  API_KEYS: Type.Optional(
    Type.String({ description: 'a JSON list of keys as npm run keys makes it' }),
  ),
  API_KEYS_FILE: Type.Optional(
    Type.String({ description: 'the path of a file of keys as npm run keys makes it' }),
  ),
  RATE_LIMIT: Type.Integer({
    default: 0,
    minimum: 0,
    maximum: 1_000_000_000,
    description: 'a whole number of requests a minute, up to 1000000000; 0 for no limit',
  }),
  TRUSTED_PROXIES: Type.Optional(
    Type.String({
      format: 'networks',
      description:
        'addresses or networks such as 10.0.0.0/8, loopback, linklocal or uniquelocal, separated by commas',
    }),
  ),
  CORS_ORIGINS: Type.Optional(
    Type.String({
      format: 'origins',
      description: 'origins such as https://shop.example, without a path, separated by commas',
    }),
  ),
  REQUEST_TIMEOUT_MS: Type.Integer({
    default: 30_000,
    minimum: 1_000,
    maximum: 600_000,
    description: 'a whole number of ms, 1000 to 600000',
  }),
  DRAIN_MS: Type.Integer({
    default: 0,
    minimum: 0,
    maximum: 600_000,
    description: 'a whole number of ms, 0 to 600000',
  }),
})

export type Config = Static<typeof variables>
