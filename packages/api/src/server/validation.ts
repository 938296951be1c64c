import { AjvCompiler } from '@fastify/ajv-compiler'
import { isCurrency } from '@order-settlement/shared/process/currency.ts'
import { isTimeZone } from '@order-settlement/shared/process/time-zone.ts'
import { Ajv, type AnySchema } from 'ajv'
import addFormats from 'ajv-formats'
import type { FastifySchemaValidationError, FastifyServerOptions } from 'fastify'
import type { FieldError } from '../problems/requests.problems.ts'
import { dayPattern, uuidPattern } from './route-schemas.ts'

/** Bodies are validated as sent: nothing is converted, removed or filled in. */
export const ajvOptions: NonNullable<FastifyServerOptions['ajv']> = {
  customOptions: {
    coerceTypes: false,
    removeAdditional: false,
    useDefaults: false,
    // Affordable, since bodies are small.
    allErrors: true,
    // Of each start, to compile the meta-schema takes a sixth. A keyword that is wrong in a schema is refused all the same.
    validateSchema: false,
    formats: { currency: isCurrency, 'time-zone': isTimeZone },
  },
}

// Query parameters are text, so they are coerced. 1e400 becomes Infinity, whose limits Ajv checks only without
// strictNumbers. Verbose errors hold the schema that names the known parameters.
const queryAjv = addFormats.default(
  new Ajv({
    ...ajvOptions.customOptions,
    coerceTypes: true,
    strictNumbers: false,
    verbose: true,
  }),
)

const compilers = AjvCompiler()

/** Compiles validators by the part of the request: coercing ones for queries, Fastify's own for the rest. */
export const buildValidator: typeof compilers = (externalSchemas, options) => {
  const compile = compilers(externalSchemas, options)
  const compileRoute = (route: { schema: AnySchema; httpPart: string }) =>
    route.httpPart === 'querystring' ? queryAjv.compile(route.schema) : compile(route)
  // The package's types take the schema alone, but Fastify passes it with the part of the request.
  return compileRoute as unknown as typeof compile
}

const formatMessages: Record<string, string> = {
  date: 'must be a day of the calendar, YYYY-MM-DD',
  'date-time': 'must be a time with its zone, such as 2027-01-31T18:00:00Z',
  uuid: 'must be a UUID',
  currency: 'must be a currency code of ISO 4217 such as EUR',
  'time-zone': 'must be an IANA time zone such as Europe/Rome',
}

// These exclude a value whose characters are all allowed.
const patternMessages: Record<string, string | undefined> = {
  [dayPattern]: formatMessages.date,
  [uuidPattern]: formatMessages.uuid,
}

/** Errors that are shown: a body may break a rule thousands of times. */
const maxErrors = 20

/**
 * The invalid fields by JSON pointer: within the body, or under `/headers`, `/params` and `/querystring`.
 *
 * @param part of the request, as Fastify names it
 */
export function fieldErrors(
  errors: FastifySchemaValidationError[],
  part: string | undefined,
): FieldError[] {
  const prefix = part === undefined || part === 'body' ? '' : `/${part}`
  const reasons = errors.filter(saysWhy)
  return (reasons.length > 0 ? reasons : errors)
    .slice(0, maxErrors)
    .map((error) => ({ path: prefix + fieldPath(error), message: fieldMessage(error, part) }))
}

/** What may be null is also no null, and fits no alternative. */
function saysWhy({ keyword, params }: FastifySchemaValidationError): boolean {
  return keyword !== 'anyOf' && !(keyword === 'type' && params.type === 'null')
}

function fieldPath({ instancePath, params }: FastifySchemaValidationError): string {
  const name = params.missingProperty ?? params.additionalProperty
  if (name === undefined) return instancePath
  return `${instancePath}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`
}

function fieldMessage(error: FastifySchemaValidationError, part: string | undefined): string {
  const { keyword, params, message } = error
  if (keyword === 'required') return 'is missing'
  if (keyword === 'additionalProperties') return `is not known${knownNames(error, part)}`
  if (keyword === 'pattern')
    return patternMessages[String(params.pattern)] ?? 'has characters that are not allowed'
  return formatMessages[String(params.format)] ?? message ?? 'is not valid'
}

/** The parameters that exist, from the schema that verbose errors hold and that Fastify's type of them omits. */
function knownNames(error: FastifySchemaValidationError, part: string | undefined): string {
  if (part !== 'querystring' || !('parentSchema' in error)) return ''
  const { properties = {} } = error.parentSchema as { properties?: object }
  return `; use one of ${Object.keys(properties).join(', ')}`
}
