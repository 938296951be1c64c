import fc from 'fast-check'

/** What is read of a schema in an OpenAPI document. */
export interface Schema {
  $ref?: string
  type?: string
  enum?: unknown[]
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  anyOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
}

/** Known values mostly, else any that the schema allows. */
export function knownOrValid(values: readonly unknown[], schema: Schema): fc.Arbitrary<unknown> {
  if (values.length === 0) return valid(schema)
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...values) },
    { weight: 1, arbitrary: valid(schema) },
  )
}

/** What a schema of one value allows. @throws Error for one that it does not understand */
function valid(schema: Schema): fc.Arbitrary<unknown> {
  const { minimum: min = -1000, maximum: max = 1000 } = schema
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(valid))
  if (schema.type === 'null') return fc.constant(null)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.type === 'integer') return fc.integer({ min, max: Math.min(max, 2 ** 31) })
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'string') return validText(schema)
  throw new Error(`no values are known for ${JSON.stringify(schema)}`)
}

function validText({ format, pattern = '', minLength = 0, maxLength }: Schema) {
  const matches = (text: string) => new RegExp(pattern, 'u').test(text)
  if (format === 'uuid') return fc.uuid()
  if (format === 'currency') return fc.constantFrom(...Intl.supportedValuesOf('currency'))
  if (format === 'time-zone') return fc.constantFrom('UTC', ...Intl.supportedValuesOf('timeZone'))
  if (format === 'date') return day.filter(matches)
  if (format === 'date-time') return time
  if (format !== undefined) throw new Error(`no texts are known for the format ${format}`)
  const unit = fc.oneof(character('grapheme-ascii'), character('binary')).filter(matches)
  const limits = maxLength === undefined ? {} : { maxLength }
  return fc.oneof(
    fc.string({ unit, minLength, ...limits }),
    fc.string({ unit, minLength: Math.min(maxLength ?? 300, 300), ...limits }),
  )
}

const time = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString())
const day = time.map((text) => text.slice(0, 10))

function character(unit: 'grapheme-ascii' | 'binary') {
  return fc.string({ unit, minLength: 1, maxLength: 1 })
}
