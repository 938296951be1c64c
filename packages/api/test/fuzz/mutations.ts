import { METHODS } from 'node:http'
import fc from 'fast-check'
import { fuzzBody, fuzzContentTypes, fuzzJson, fuzzText, fuzzUrlText } from './fuzz-values.ts'
import type { Schema } from './valid-values.ts'

/** A request before it is serialized; what goes into the URL is encoded already. */
export interface Draft {
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
export type Mutation = (draft: Draft) => Draft

/** Ranges, conditions and content negotiation, which any request may have. */
export const commonHeader = fc
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
  .map(([name = '', value = '']): Mutation => withHeader(name, value))

function withHeader(name: string, value: string): Mutation {
  return (draft) => ({ ...draft, headers: { ...draft.headers, [name]: value } })
}

/** One invalid or unusual part. */
export function mutation({
  parameters,
  properties,
}: {
  parameters: { name: string; in: string; schema: Schema }[]
  properties: { name: string; schema: Schema }[]
}): fc.Arbitrary<Mutation> {
  const ofParameters = parameters.flatMap(({ name, in: place, schema }) => {
    const texts = fc.oneof(fc.constantFrom(...edges(schema).map(toText)), fuzzText)
    if (place === 'header') return texts.map((text) => withHeader(name, text))
    const encoded = fc.oneof(texts.map(encode), fuzzUrlText)
    if (place === 'path') return encoded.map((text) => withParam(name, text))
    return [
      encoded.map((text) => withQuery([name, text])),
      // The parameter twice.
      fc.tuple(encoded, encoded).map(([a, b]) => withQuery([name, a], [name, b])),
    ]
  })
  const ofFields = properties.flatMap(({ name, schema }) => [
    fc.oneof(fc.constantFrom(...edges(schema)), fuzzJson).map((json) => withField(name, json)),
    fc.constant<Mutation>((draft) => ({ ...draft, fields: without(draft.fields, name) })),
    // A duplicate name in one object.
    fuzzJson.map((json) => withFields([name, json])),
  ])
  const ofAny = [
    fc.tuple(fuzzText, fuzzJson).map(([name, json]) => withField(name, json)),
    fc.tuple(fuzzUrlText, fuzzUrlText).map(([name, text]) => withQuery([name, text])),
    fc.constantFrom(withHeader('x-padding', 'x'.repeat(20_000)), ...fuzzContentTypes.map(ofType)),
    fc.constantFrom(...METHODS.filter((method) => method !== 'CONNECT')).map(withMethod),
    fuzzBody.map(withBody),
  ]
  const most = [...ofParameters, ...ofFields]
  if (most.length === 0) return fc.oneof(...ofAny)
  return fc.oneof(
    { weight: 2, arbitrary: fc.oneof(...most) },
    { weight: 1, arbitrary: fc.oneof(...ofAny) },
  )
}

function ofType(type: string): Mutation {
  return withHeader('content-type', type)
}

function withMethod(method: string): Mutation {
  return (draft) => ({ ...draft, method })
}

function withBody(body: Buffer): Mutation {
  return (draft) => ({ ...draft, body })
}

function withParam(name: string, text: string): Mutation {
  return (draft) => ({ ...draft, params: { ...draft.params, [name]: text } })
}

function withQuery(...pairs: [string, string][]): Mutation {
  const names = pairs.map(([name]) => name)
  return (draft) => ({
    ...draft,
    query: [...draft.query.filter(([name]) => !names.includes(name)), ...pairs],
  })
}

function withField(name: string, json: string): Mutation {
  return (draft) => ({ ...draft, fields: [...without(draft.fields, name), [name, json]] })
}

function withFields(...more: [string, string][]): Mutation {
  return (draft) => ({ ...draft, fields: [...(draft.fields ?? []), ...more] })
}

function without(fields: Draft['fields'], name: string) {
  return (fields ?? []).filter(([other]) => other !== name)
}

/** JSON values at and just past the limits of a schema, and of another type. */
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

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}
