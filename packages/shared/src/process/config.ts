import { connectionOptions } from '@order-settlement/db/connection-options.ts'
import { splitServers, withoutSecrets } from '@order-settlement/db/server-urls.ts'
import type { Static, TObject, TSchema } from 'typebox'
import Type from 'typebox'
import Format from 'typebox/format'
import { Value } from 'typebox/value'
import { isCurrency } from './currency.ts'
import { isStoreUrl } from './store-url.ts'
import { isTimeZone } from './time-zone.ts'

Format.Set('currency', isCurrency)
Format.Set('time-zone', isTimeZone)
Format.Set('postgres-url', isServerUrl)
Format.Set('store-url', isStoreUrl)
Format.Set('http-url', (text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ''))

/** Whether it names servers; what else is wrong with it has a reason of its own. */
function isServerUrl(url: string): boolean {
  try {
    return splitServers(url) !== undefined
  } catch {
    return true
  }
}

/** Why a connection URL cannot be used; undefined if it can, or if it is no URL, which its format refuses. */
function connectionProblem(url: string): string | undefined {
  if (!isServerUrl(url)) return undefined
  try {
    connectionOptions(url)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** The schema of a connection URL; its `sslmode` and certificate files are checked too. */
export function databaseUrl(options: { default?: string; description: string }) {
  return Type.Refine(
    Type.String({ ...options, format: 'postgres-url' }),
    (url) => connectionProblem(url) === undefined,
    (url) => connectionProblem(url) ?? '',
  )
}

/** Variables that more than one process reads. A refusal ends with `description`, what is allowed. */
export const sharedVariables = {
  DATABASE_URL: databaseUrl({
    default: 'postgres://postgres:password@localhost:5432/appdb?sslmode=disable',
    description: 'a postgres:// connection URL',
  }),
  DATABASE_DIRECT_URL: Type.Optional(
    databaseUrl({
      description: 'a postgres:// connection URL without a pooler, or nothing to use DATABASE_URL',
    }),
  ),
  CURRENCY: Type.String({
    default: 'USD',
    format: 'currency',
    description: 'a currency code of ISO 4217 such as EUR',
  }),
  SETTLEMENT_DIR: Type.String({
    default: './tmp/settlements',
    minLength: 1,
    description: 'a directory that every api and worker can write to',
  }),
  SETTLEMENT_STORE: Type.Optional(
    Type.String({
      format: 'store-url',
      description: 's3://bucket or s3://bucket/prefix, or nothing to use SETTLEMENT_DIR',
    }),
  ),
  SETTLEMENT_STORE_PATH_STYLE: Type.Enum(['false', 'true'], {
    default: 'false',
    description: 'true or false',
  }),
  AWS_ENDPOINT_URL_S3: Type.Optional(
    Type.String({
      format: 'http-url',
      description: 'the http:// or https:// URL of an object storage, or nothing for that of AWS',
    }),
  ),
  AWS_REGION: Type.Optional(
    Type.String({ description: 'the region of the bucket, such as eu-central-1' }),
  ),
  SETTLEMENT_TIMEZONE: Type.String({
    default: 'UTC',
    format: 'time-zone',
    description: 'an IANA time zone such as Europe/Rome',
  }),
  OTEL_EXPORTER_OTLP_ENDPOINT: Type.Optional(
    Type.String({
      format: 'http-url',
      description: 'the http:// or https:// URL of an OTLP collector, or nothing',
    }),
  ),
  OTEL_EXPORTER_OTLP_PROTOCOL: Type.Enum(['http/protobuf', 'http/json'], {
    default: 'http/protobuf',
    description: 'one of http/protobuf, http/json',
  }),
  LOG_LEVEL: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
    default: 'info',
    description: 'one of fatal, error, warn, info, debug, trace, silent',
  }),
}

/** A setting that the process cannot start with. The message is one line. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/**
 * Reads environment variables by a schema with a property for each. An empty value counts as unset, since
 * compose passes `${NAME:-}` as an empty string. By hand: libraries for settings do not print one line with the
 * variable, its value without the password, and what is allowed.
 *
 * @param schema every property needs a `description` of what is allowed
 * @throws ConfigError for the first variable that the schema refuses; secrets in URLs are masked
 */
export function readConfig<Schema extends TObject>(
  schema: Schema,
  env: NodeJS.ProcessEnv,
): Static<Schema> {
  const given = Object.fromEntries(
    Object.entries(schema.properties).flatMap(([name, property]) => {
      const text = env[name]
      if (!text) return []
      // Digits only: Number() would also read '0x10' and '1e3'.
      const isNumber = 'type' in property && property.type === 'integer' && /^\d+$/.test(text)
      return [[name, isNumber ? Number(text) : text]]
    }),
  )
  const config: unknown = Value.Default(schema, given)
  const [refusal] = Value.Errors(schema, config)
  if (refusal) {
    const name = refusal.instancePath.slice(1)
    const { description } = schema.properties[name] as TSchema & {
      description: string
    }
    const reason = refusal.keyword === '~refine' ? refusal.message : `give ${description}`
    throw new ConfigError(`${name}=${masked(name, env[name])} is not allowed: ${reason}`)
  }
  return config as Static<Schema>
}

/** The URL for what needs a session: LISTEN, migrations, temporary tables. A pooler in transaction mode keeps none. */
export function directUrl(config: {
  DATABASE_URL: string
  DATABASE_DIRECT_URL?: string | undefined
}): string {
  return config.DATABASE_DIRECT_URL ?? config.DATABASE_URL
}

/** The schema of `OTEL_SERVICE_NAME`. @param name the default */
export function serviceName(name: string) {
  return Type.String({ default: name, minLength: 1, description: 'a name for the spans' })
}

/** Only URLs hold passwords; one that cannot be parsed is not shown. */
function masked(name: string, value = ''): string {
  const mayHoldSecret = /[@?]/.test(value)
  if (/_(STORE|S3)$/.test(name)) return mayHoldSecret ? '(not shown)' : JSON.stringify(value)
  if (!/_(URL|ENDPOINT)$/.test(name)) return JSON.stringify(value)
  return withoutSecrets(value) ?? '(not shown)'
}

/** `readConfig` of this process's environment; a refusal ends the process with its one line. */
export function readConfigOrExit<Schema extends TObject>(schema: Schema): Static<Schema> {
  try {
    return readConfig(schema, process.env)
  } catch (error) {
    exitOnConfigError(error)
  }
}

/** Ends the process with the line of a ConfigError. @throws any other error */
export function exitOnConfigError(error: unknown): never {
  if (!(error instanceof ConfigError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
