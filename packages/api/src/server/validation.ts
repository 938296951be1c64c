import { isTimeZone } from '@order-settlement/shared/process/time-zone.ts'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import type {
  FastifySchemaCompiler,
  FastifySchemaValidationError,
  FastifyServerOptions,
} from 'fastify'
import type { FieldError } from '../problems/problems.ts'

/** Input is taken as it is: nothing is converted, dropped or filled in before it is judged. */
export const ajvOptions: NonNullable<FastifyServerOptions['ajv']> = {
  customOptions: {
    coerceTypes: false,
    removeAdditional: false,
    useDefaults: false,
    // Bodies are small, so every error at once costs little.
    allErrors: true,
    formats: { 'time-zone': isTimeZone },
  },
}

// A query is text, whatever its schema says it stands for. 1e400 becomes Infinity, whose limits Ajv checks only
// where numbers need not be finite.
const queryAjv = addFormats.default(
  new Ajv({ ...ajvOptions.customOptions, coerceTypes: true, strictNumbers: false, formats: {} }),
)

/** For a route with a query: `validatorCompiler`. */
export const queryValidator: FastifySchemaCompiler<object> = ({ schema }) =>
  queryAjv.compile(schema)

const formatMessages: Record<string, string> = {
  date: 'must be a day of the calendar, YYYY-MM-DD',
  uuid: 'must be a UUID',
  'time-zone': 'must be an IANA time zone such as Europe/Rome',
}

// A body may break a rule thousands of times.
const shown = 20

/**
 * Each field at fault by its JSON pointer: within the body, or under `/headers` and `/params`.
 *
 * @param part what Fastify calls the validated part of the request
 */
export function fieldErrors(
  errors: FastifySchemaValidationError[],
  part: string | undefined,
): FieldError[] {
  const prefix = part === undefined || part === 'body' ? '' : `/${part}`
  return errors
    .slice(0, shown)
    .map((error) => ({ path: prefix + fieldPath(error), message: fieldMessage(error) }))
}

function fieldPath({ instancePath, params }: FastifySchemaValidationError): string {
  const name = params.missingProperty ?? params.additionalProperty
  if (name === undefined) return instancePath
  return `${instancePath}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`
}

function fieldMessage({ keyword, params, message }: FastifySchemaValidationError): string {
  if (keyword === 'required') return 'is missing'
  if (keyword === 'additionalProperties') return 'is not known'
  if (keyword === 'pattern') return 'has characters that are not allowed'
  return formatMessages[String(params.format)] ?? message ?? 'is not valid'
}
