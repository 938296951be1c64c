import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { problemMediaType } from '../src/problems/problem.schemas.ts'

/** Refusals that precede routing; the document lists them in its description. */
const beforeAnyOperation: Record<number, string> = {
  400: 'MALFORMED_URL',
  404: 'ROUTE_NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  408: 'REQUEST_TIMEOUT',
  414: 'URL_TOO_LONG',
  431: 'HEADERS_TOO_LARGE',
}

export interface Answer {
  method: string
  url: string
  status: number
  /** The Content-Type header. */
  type: string | undefined
  body: string
}

/**
 * Compares every response of `app.inject` with the OpenAPI document.
 *
 * @returns a growing list of the differences
 */
export function checkResponses(app: FastifyInstance): string[] {
  const differences: string[] = []
  let check: ReturnType<typeof createCheck> | undefined
  const inject = app.inject.bind(app) as (options: unknown) => Promise<LightMyRequestResponse>
  const checkedInject = async (options: unknown) => {
    const response = await inject(options)
    // The document is complete once the app is ready.
    check ??= createCheck(app.swagger())
    const difference = check({
      method: String(response.raw.req.method),
      url: String(response.raw.req.url),
      status: response.statusCode,
      type: response.headers['content-type']?.toString(),
      body: response.payload,
    })
    if (difference) differences.push(difference)
    return response
  }
  app.inject = checkedInject as typeof app.inject
  return differences
}

/** @returns a function that describes how a response differs from the document; undefined if it does not */
export function createCheck(document: { paths?: object }) {
  const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }))
  ajv.addSchema(document, 'document')
  const paths = Object.keys(document.paths ?? {}).map((path): [string, RegExp] => [
    path,
    new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]*')}$`),
  ])

  return ({ method, url, status, type: header, body }: Answer): string | undefined => {
    const urlPath = url.split('?')[0] ?? ''
    const about = `${method} ${urlPath}: ${status}`
    const type = header?.split(';')[0] ?? ''
    const isHead = method === 'HEAD'
    if (isHead && body !== '') return `${about} has a body`
    if (type === problemMediaType) {
      const problem = isHead ? { status } : JSON.parse(body)
      if (problem.status !== status) return `${about} has status ${problem.status} in its body`
      const code = beforeAnyOperation[status]
      if (isHead ? code !== undefined : code === problem.code) return undefined
    }
    const { path, name, operation } = findOperation(document, paths, method, urlPath)
    if (!operation) {
      // Preflights and the pages of /docs are not documented.
      const expected = status < 400 ? !path || method === 'OPTIONS' : type === problemMediaType
      return expected ? undefined : `${about} is not documented`
    }
    const response = at(operation, 'responses', String(status))
    if (!response) return `${about} is not documented`
    const content = at(response, 'content')
    if (!content) return body === '' ? undefined : `${about} has a body`
    if (!at(content, type)) return `${about} is ${type}`
    if (isHead || !type.endsWith('json')) return undefined
    const pointer = ['paths', path, name, 'responses', String(status), 'content', type, 'schema']
    const validate = ajv.getSchema(`document#/${pointer.map(pointerPart).join('/')}`)
    if (validate?.(JSON.parse(body))) return undefined
    return `${about} ${ajv.errorsText(validate?.errors)}: ${body.slice(0, 300)}`
  }
}

function findOperation(
  document: object,
  paths: [string, RegExp][],
  method: string,
  urlPath: string,
): { path: string; name: string; operation: unknown } {
  // Paths without parameters come first.
  const [path = ''] =
    paths.filter(([, pattern]) => pattern.test(urlPath)).sort(byParameters)[0] ?? []
  const pathItem = at(document, 'paths', path)
  // Every GET accepts HEAD, which the document does not repeat.
  const name = method === 'HEAD' && !at(pathItem, 'head') ? 'get' : method.toLowerCase()
  return { path, name, operation: at(pathItem, name) }
}

function byParameters([a]: [string, RegExp], [b]: [string, RegExp]): number {
  return a.split('{').length - b.split('{').length
}

function at(value: unknown, ...keys: string[]): unknown {
  return keys.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined,
    value,
  )
}

/** Escapes one part of a JSON pointer in a URL. */
function pointerPart(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))
}
