import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'

/** What may come before a request has found its operation. */
const beforeAnyOperation = [404, 405, 408, 414, 431]

/**
 * Compares every answer that is injected from now on with the OpenAPI document.
 *
 * @returns what differed so far, a line each
 */
export function checkResponses(app: FastifyInstance): string[] {
  const complaints: string[] = []
  const check = createCheck(app)
  const inject = app.inject.bind(app) as (options: unknown) => Promise<LightMyRequestResponse>
  const checkedInject = async (options: unknown) => {
    const response = await inject(options)
    const complaint = check(response)
    if (complaint) complaints.push(complaint)
    return response
  }
  app.inject = checkedInject as typeof app.inject
  return complaints
}

/** @returns what makes an answer differ from the document; undefined if nothing does */
function createCheck(app: FastifyInstance) {
  const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }))
  let document: ReturnType<typeof app.swagger> & { paths?: object }
  let paths: [template: string, pattern: RegExp][] = []

  return (response: LightMyRequestResponse): string | undefined => {
    if (paths.length === 0) {
      document = app.swagger()
      ajv.addSchema(document, 'document')
      paths = Object.keys(document.paths ?? {}).map((path) => [
        path,
        new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]*')}$`),
      ])
    }
    const method = String(response.raw.req.method).toLowerCase()
    const url = String(response.raw.req.url).split('?')[0] ?? ''
    const status = response.statusCode
    const about = `${method} ${url}: ${status}`
    // A path of its own before one with a parameter.
    const [path] = paths.filter(([, pattern]) => pattern.test(url)).sort(byParameters)[0] ?? []
    const operation = at(document, 'paths', path ?? '', method)
    if (!operation) return undefined
    const described = at(operation, 'responses', String(status))
    if (!described)
      return beforeAnyOperation.includes(status) ? undefined : `${about} is not described`
    const type = String(response.headers['content-type'] ?? '').split(';')[0] ?? ''
    const content = at(described, 'content')
    if (!content) return response.payload === '' ? undefined : `${about} has a body`
    if (!at(content, type)) return `${about} is ${type}`
    if (!type.endsWith('json')) return undefined
    const pointer = [
      'paths',
      path ?? '',
      method,
      'responses',
      String(status),
      'content',
      type,
      'schema',
    ]
    const validate = ajv.getSchema(`document#/${pointer.map(pointerPart).join('/')}`)
    if (validate?.(response.json())) return undefined
    return `${about} ${ajv.errorsText(validate?.errors)}: ${response.payload.slice(0, 300)}`
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
