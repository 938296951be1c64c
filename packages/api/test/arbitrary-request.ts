import { METHODS } from 'node:http'
import fc from 'fast-check'
import { oddBody, oddJson, oddText, oddTypes, oddUrlText } from './odd-values.ts'

/** What is read of an OpenAPI document. */
export interface Document {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}
export interface Operation {
  parameters?: {
    name: string
    in: 'path' | 'query' | 'header'
    required: boolean
    schema: Schema
  }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, unknown>
}
interface Schema {
  $ref?: string
  type?: string
  enum?: unknown[]
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  properties?: Record<string, Schema>
  required?: string[]
}

export interface ArbitraryRequest {
  method: string
  /** As the document has it. */
  path: string
  url: string
  headers: Record<string, string>
  body: Buffer | undefined
}

/** A request before it is written down; what goes into the URL is encoded already. */
interface Draft {
  method: string
  path: string
  params: Record<string, string>
  query: [name: string, value: string][]
  headers: Record<string, string>
  /** The fields of the body, each with its JSON. */
  fields: [name: string, json: string][] | undefined
  /** Sent instead of the fields. */
  body?: Buffer
}
type Change = (draft: Draft) => Draft

/**
 * Requests for every operation of a document: about half of them as their schemas want them, the others with one
 * thing wrong or two.
 *
 * @param known values that mean something to the service, of a parameter or a field, by the path and its name
 */
export function arbitraryRequest(
  document: Document,
  known: (path: string, name: string) => readonly unknown[],
): fc.Arbitrary<ArbitraryRequest> {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) =>
      arbitraryFor(method.toUpperCase(), path, operation),
    ),
  )
  return fc.oneof(...operations)

  /** The more there is to get wrong, the more often. */
  function arbitraryFor(method: string, path: string, operation: Operation) {
    const parameters = operation.parameters ?? []
    const schema = resolve(operation.requestBody?.content['application/json']?.schema)
    const valuesOf = (name: string, wanted: Schema) => knownOrValid(known(path, name), wanted)
    const texts = (place: string) => {
      const there = parameters.filter((parameter) => parameter.in === place)
      return recordOf(there, (parameter) => valuesOf(parameter.name, parameter.schema).map(String))
    }
    const properties = Object.entries(schema?.properties ?? {}).map(([name, property]) => ({
      name,
      schema: property,
      required: schema?.required?.includes(name) ?? false,
    }))
    const fields = recordOf(properties, (property) =>
      valuesOf(property.name, property.schema).map((value) => JSON.stringify(value)),
    )
    const draft = fc
      .record({ params: texts('path'), query: texts('query'), headers: texts('header'), fields })
      .map(
        (parts): Draft => ({
          method,
          path,
          params: mapValues(parts.params, encodeURIComponent),
          query: Object.entries(mapValues(parts.query, encodeURIComponent)),
          headers: { ...parts.headers, ...(schema ? { 'content-type': 'application/json' } : {}) },
          fields: schema ? Object.entries(parts.fields) : undefined,
        }),
      )
    const named = { parameters, properties }
    const changes = fc.oneof(
      { weight: 5, arbitrary: fc.constant([]) },
      { weight: 4, arbitrary: fc.tuple(change(named)) },
      { weight: 1, arbitrary: fc.tuple(change(named), change(named)) },
    )
    const arbitrary = fc
      .tuple(draft, fc.array(usualHeader, { maxLength: 1 }), changes)
      .map(([valid, usual, wrong]) => write([...usual, ...wrong].reduce((d, c) => c(d), valid)))
    return { arbitrary, weight: 1 + parameters.length + properties.length }
  }

  function resolve(schema: Schema | undefined): Schema | undefined {
    const name = schema?.$ref?.split('/').at(-1)
    return name === undefined ? schema : document.components.schemas[name]
  }
}

/** Some of the values, those that are required always. */
function recordOf<Part extends { name: string; required: boolean }>(
  parts: Part[],
  value: (part: Part) => fc.Arbitrary<string>,
): fc.Arbitrary<Record<string, string>> {
  const requiredKeys = parts.filter(({ required }) => required).map(({ name }) => name)
  const model = Object.fromEntries(parts.map((part) => [part.name, value(part)]))
  return fc.record(model, { requiredKeys, noNullPrototype: true })
}

function mapValues(record: Record<string, string>, of: (value: string) => string) {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, of(value)]))
}

function knownOrValid(values: readonly unknown[], schema: Schema): fc.Arbitrary<unknown> {
  if (values.length === 0) return valid(schema)
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...values) },
    { weight: 1, arbitrary: valid(schema) },
  )
}

/** What a schema of one value allows. @throws Error for one that it does not understand */
function valid(schema: Schema): fc.Arbitrary<unknown> {
  const { minimum: min = -1000, maximum: max = 1000 } = schema
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.type === 'integer') return fc.integer({ min, max: Math.min(max, 2 ** 31) })
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'string') return validText(schema)
  throw new Error(`no values are known for ${JSON.stringify(schema)}`)
}

function validText({ format, pattern = '', minLength = 0, maxLength }: Schema) {
  const matches = (text: string) => new RegExp(pattern, 'u').test(text)
  if (format === 'uuid') return fc.uuid()
  if (format === 'time-zone') return fc.constantFrom('UTC', ...Intl.supportedValuesOf('timeZone'))
  if (format === 'date') return day.filter(matches)
  if (format !== undefined) throw new Error(`no texts are known for the format ${format}`)
  const unit = fc.oneof(character('grapheme-ascii'), character('binary')).filter(matches)
  const limits = maxLength === undefined ? {} : { maxLength }
  return fc.oneof(
    fc.string({ unit, minLength, ...limits }),
    fc.string({ unit, minLength: Math.min(maxLength ?? 300, 300), ...limits }),
  )
}

const day = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

function character(unit: 'grapheme-ascii' | 'binary') {
  return fc.string({ unit, minLength: 1, maxLength: 1 })
}

/** What any request may ask for: ranges, conditions and forms of its answer. */
const usualHeader = fc
  .constantFrom(
    ['range', 'bytes=99999-'],
    ['range', 'lines=1'],
    ['if-modified-since', 'Fri, 01 Jan 2999 00:00:00 GMT'],
    ['if-match', '"other"'],
    ['accept', 'image/png'],
    ['accept-encoding', 'gzip'],
    ['origin', 'https://shop.example'],
    ['expect', 'cake'],
  )
  .map(([name = '', value = '']): Change => withHeader(name, value))

function withHeader(name: string, value: string): Change {
  return (draft) => ({ ...draft, headers: { ...draft.headers, [name]: value } })
}

/** One thing wrong, or nearly. */
function change({
  parameters,
  properties,
}: {
  parameters: { name: string; in: string; schema: Schema }[]
  properties: { name: string; schema: Schema }[]
}): fc.Arbitrary<Change> {
  const ofParameters = parameters.flatMap(({ name, in: place, schema }) => {
    const texts = fc.oneof(fc.constantFrom(...edges(schema).map(toText)), oddText)
    if (place === 'header') return texts.map((text) => withHeader(name, text))
    const encoded = fc.oneof(texts.map(encode), oddUrlText)
    if (place === 'path') return encoded.map((text) => withParam(name, text))
    return [
      encoded.map((text) => withQuery([name, text])),
      // Of the same name once more.
      fc.tuple(encoded, encoded).map(([a, b]) => withQuery([name, a], [name, b])),
    ]
  })
  const ofFields = properties.flatMap(({ name, schema }) => [
    fc.oneof(fc.constantFrom(...edges(schema)), oddJson).map((json) => withField(name, json)),
    fc.constant<Change>((draft) => ({ ...draft, fields: without(draft.fields, name) })),
    // A name twice in one object.
    oddJson.map((json) => withFields([name, json])),
  ])
  const ofAny = [
    fc.tuple(oddText, oddJson).map(([name, json]) => withField(name, json)),
    fc.tuple(oddUrlText, oddUrlText).map(([name, text]) => withQuery([name, text])),
    fc.constantFrom(withHeader('x-padding', 'x'.repeat(20_000)), ...oddTypes.map(ofType)),
    fc.constantFrom(...METHODS.filter((method) => method !== 'CONNECT')).map(withMethod),
    oddBody.map(withBody),
  ]
  const most = [...ofParameters, ...ofFields]
  if (most.length === 0) return fc.oneof(...ofAny)
  return fc.oneof(
    { weight: 2, arbitrary: fc.oneof(...most) },
    { weight: 1, arbitrary: fc.oneof(...ofAny) },
  )
}

function ofType(type: string): Change {
  return withHeader('content-type', type)
}

function withMethod(method: string): Change {
  return (draft) => ({ ...draft, method })
}

function withBody(body: Buffer): Change {
  return (draft) => ({ ...draft, body })
}

function withParam(name: string, text: string): Change {
  return (draft) => ({ ...draft, params: { ...draft.params, [name]: text } })
}

function withQuery(...pairs: [string, string][]): Change {
  const names = pairs.map(([name]) => name)
  return (draft) => ({
    ...draft,
    query: [...draft.query.filter(([name]) => !names.includes(name)), ...pairs],
  })
}

function withField(name: string, json: string): Change {
  return (draft) => ({ ...draft, fields: [...without(draft.fields, name), [name, json]] })
}

function withFields(...more: [string, string][]): Change {
  return (draft) => ({ ...draft, fields: [...(draft.fields ?? []), ...more] })
}

function without(fields: Draft['fields'], name: string) {
  return (fields ?? []).filter(([other]) => other !== name)
}

/** At and just past the limits of a schema, and of another type, as JSON. */
function edges({ type, minimum, maximum, minLength = 0, maxLength = 300 }: Schema): string[] {
  if (type !== 'string') {
    const near = [minimum ?? 0, maximum ?? 0].flatMap((n) => [n - 1, n, n + 1, n + 0.5])
    return [...near, '1e400', '-1e400'].flatMap((n) => [`${n}`, `"${n}"`])
  }
  const lengths = [Math.max(0, minLength - 1), minLength, maxLength, maxLength + 1]
  return lengths.flatMap((length) => ['a', '𝄞'].map((letter) => `"${letter.repeat(length)}"`))
}

function toText(json: string): string {
  return json.replaceAll('"', '')
}

/** What a client can put into a header, which is bytes and no control characters. */
function toHeader(text: string): string {
  return text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '?')
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}

function write(draft: Draft): ArbitraryRequest {
  const { method, path, params, query, headers, fields, body } = draft
  const pairs = query.map(([name, value]) => `${name}=${value}`).join('&')
  const there = path.replaceAll(/\{(\w+)\}/g, (_, name) => params[name] ?? '')
  const json = fields?.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join()
  return {
    method,
    path,
    url: pairs === '' ? there : `${there}?${pairs}`,
    headers: mapValues(headers, toHeader),
    body: body ?? (json === undefined ? undefined : Buffer.from(`{${json}}`)),
  }
}
