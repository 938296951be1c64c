import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { problemMediaType } from '../src/problems/problem.schemas.ts'

/** What may come before a request has found its operation, as the document's own description says. */
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
  /** The whole header. */
  type: string | undefined
  body: string
}

/**
 * Compares every answer that is injected from now on with the OpenAPI document.
 *
 * @returns what differed so far, a line each
 */
export function checkResponses(app: FastifyInstance): string[] {
  const complaints: string[] = []
  let check: ReturnType<typeof createCheck> | undefined
  const inject = app.inject.bind(app) as (options: unknown) => Promise<LightMyRequestResponse>
  const checkedInject = async (options: unknown) => {
    const response = await inject(options)
    // The document is whole once the first answer has come.
    check ??= createCheck(app.swagger())
    const complaint = check({
      method: String(response.raw.req.method),
      url: String(response.raw.req.url),
      status: response.statusCode,
      type: response.headers['content-type']?.toString(),
      body: response.payload,
    })
    if (complaint) complaints.push(complaint)
    return response
  }
  app.inject = checkedInject as typeof app.inject
  return complaints
}

/** @returns what tells in which way an answer differs from the document; undefined if in none */
export function createCheck(document: { paths?: object }) {
  const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }))
  ajv.addSchema(document, 'document')
  const paths = Object.keys(document.paths ?? {}).map((path): [string, RegExp] => [
    path,
    new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]*')}$`),
  ])

  return ({ method, url, status, type: typeHeader, body }: Answer): string | undefined => {
    const pathAsked = url.split('?')[0] ?? ''
    const about = `${method} ${pathAsked}: ${status}`
    const type = typeHeader?.split(';')[0] ?? ''
    const isHead = method === 'HEAD'
    if (isHead && body !== '') return `${about} has a body`
    if (type === problemMediaType) {
      const { status: told, code } = isHead ? { status } : JSON.parse(body)
      if (told !== status) return `${about} says that it is ${told}`
      if (isHead ? status in beforeAnyOperation : beforeAnyOperation[status] === code)
        return undefined
    }
    // A path of its own before one with a parameter.
    const [path] =
      paths.filter(([, pattern]) => pattern.test(pathAsked)).sort(byParameters)[0] ?? []
    const ownMethod = method.toLowerCase()
    const pathItem = at(document, 'paths', path ?? '')
    // Every GET can be asked with HEAD, which the document does not repeat.
    const name = isHead && !at(pathItem, 'head') ? 'get' : ownMethod
    const operation = at(pathItem, name)
    if (!operation) {
      // A preflight and the pages of the document are in no document.
      const expected = status < 400 ? !path || method === 'OPTIONS' : type === problemMediaType
      return expected ? undefined : `${about} is not described`
    }
    const described = at(operation, 'responses', String(status))
    if (!described) return `${about} is not described`
    const content = at(described, 'content')
    if (!content) return body === '' ? undefined : `${about} has a body`
    if (!at(content, type)) return `${about} is ${type}`
    if (isHead || !type.endsWith('json')) return undefined
    const pointer = [
      'paths',
      path ?? '',
      name,
      'responses',
      String(status),
      'content',
      type,
      'schema',
    ]
    const validate = ajv.getSchema(`document#/${pointer.map(pointerPart).join('/')}`)
    if (validate?.(JSON.parse(body))) return undefined
    return `${about} ${ajv.errorsText(validate?.errors)}: ${body.slice(0, 300)}`
  }
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

/** One part of a JSON pointer, within a URL. */
function pointerPart(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))
}
