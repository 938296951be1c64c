import { serviceName, sharedVariables } from '@order-settlement/shared/process/config.ts'
import { CronExpressionParser } from 'cron-parser'
import Type from 'typebox'
import Format from 'typebox/format'

Format.Set('cron', isCron)

export const variables = Type.Object({
  ...sharedVariables,
  WORKERS: Type.Integer({
    default: 8,
    minimum: 1,
    maximum: 64,
    description: 'a whole number of batches summed at the same time, 1 to 64',
  }),
  SETTLEMENT_BATCH_SIZE: Type.Integer({
    default: 25_000,
    minimum: 1,
    maximum: 1_000_000,
    description: 'a whole number of rows, 1 to 1000000',
  }),
  SETTLEMENT_CRON: Type.Optional(
    Type.String({
      format: 'cron',
      description: 'a cron expression of five fields such as "15 0 * * *", or nothing',
    }),
  ),
  SETTLEMENT_RETENTION_DAYS: Type.Integer({
    default: 0,
    minimum: 0,
    maximum: 36_500,
    description: 'a whole number of days, 0 to 36500; 0 keeps every file',
  }),
  JOB_RETENTION_DAYS: Type.Integer({
    default: 0,
    minimum: 0,
    maximum: 36_500,
    description: 'a whole number of days, 0 to 36500; 0 keeps every job',
  }),
  CHANGES_RETENTION_MONTHS: Type.Integer({
    default: 0,
    minimum: 0,
    maximum: 1_200,
    description: 'a whole number of months, 0 to 1200; 0 keeps all changes of settled days',
  }),
  ARCHIVED_RETENTION_MONTHS: Type.Integer({
    default: 0,
    minimum: 0,
    maximum: 1_200,
    description: 'a whole number of months, 0 to 1200; 0 keeps archived months in the database',
  }),
  OTEL_SERVICE_NAME: serviceName('worker'),
  METRICS_PORT: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 65_535,
      description: 'a port number, 0 to 65535, or nothing; 0 takes any free one',
    }),
  ),
  HEARTBEAT_FILE: Type.Optional(
    Type.String({
      minLength: 1,
      description: 'a file to rewrite while the worker is healthy, or nothing',
    }),
  ),
})

/** Five fields: the parser alone would accept a sixth for seconds. */
function isCron(text: string): boolean {
  if (text.trim().split(/\s+/).length !== 5) return false
  try {
    CronExpressionParser.parse(text)
    return true
  } catch {
    return false
  }
}
