import fc from 'fast-check'
import { commonHeader, type Draft, mutation } from './mutations.ts'
import { knownOrValid, type Schema } from './valid-values.ts'

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
  requestBody?: { content: Record<string, { schema: Schema; example?: unknown }> }
  responses: Record<string, unknown>
}
export interface ArbitraryRequest {
  method: string
  /** As the document has it. */
  path: string
  url: string
  headers: Record<string, string>
  body: Buffer | undefined
}

/**
 * Requests for every operation of a document: about half of them match their schemas, the others have one or two
 * mutations.
 *
 * @param known values of a parameter or a field, by path and name, that exist in the service; null for one that only
 *   mutations send
 */
export function arbitraryRequest(
  document: Document,
  known: (path: string, name: string) => readonly unknown[] | null,
): fc.Arbitrary<ArbitraryRequest> {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) =>
      arbitraryFor(method.toUpperCase(), path, operation),
    ),
  )
  return fc.oneof(...operations)

  /** Weighted by the number of its parameters and fields. */
  function arbitraryFor(method: string, path: string, operation: Operation) {
    const parameters = operation.parameters ?? []
    const content = operation.requestBody?.content ?? {}
    const schema = resolve(content['application/json']?.schema)
    const file = content['text/csv']?.example
    const type = schema ? 'application/json' : file ? 'text/csv' : undefined
    const valuesOf = (name: string, wanted: Schema) => knownOrValid(known(path, name) ?? [], wanted)
    const texts = (place: string) => {
      const there = parameters.filter(
        (parameter) => parameter.in === place && known(path, parameter.name) !== null,
      )
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
          headers: { ...parts.headers, ...(type ? { 'content-type': type } : {}) },
          fields: schema ? Object.entries(parts.fields) : undefined,
          // A day that no request can have closed.
          ...(file ? { body: Buffer.from(String(file).replace('2025-', '2999-')) } : {}),
        }),
      )
    const named = { parameters, properties }
    const mutations = fc.oneof(
      { weight: 5, arbitrary: fc.constant([]) },
      { weight: 4, arbitrary: fc.tuple(mutation(named)) },
      { weight: 1, arbitrary: fc.tuple(mutation(named), mutation(named)) },
    )
    const arbitrary = fc
      .tuple(draft, fc.array(commonHeader, { maxLength: 1 }), mutations)
      .map(([valid, common, wrong]) =>
        serialize([...common, ...wrong].reduce((request, mutate) => mutate(request), valid)),
      )
    return { arbitrary, weight: 1 + parameters.length + properties.length }
  }

  function resolve(schema: Schema | undefined): Schema | undefined {
    const name = schema?.$ref?.split('/').at(-1)
    return name === undefined ? schema : document.components.schemas[name]
  }
}

/** The required values, and some of the others. */
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

/** A header value holds Latin-1 without control characters. */
function toHeader(text: string): string {
  return text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '?')
}

function serialize(draft: Draft): ArbitraryRequest {
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
