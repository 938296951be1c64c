import { readdir } from 'node:fs/promises'
import { expect, expectTypeOf, test } from 'vitest'
import { problems } from './problem.schemas.ts'
import { invalidField, ProblemError } from './problem-error.ts'
import { kindOf, type MembersOf, type ProblemCode, problemKinds, problemType } from './problems.ts'

const codes = Object.keys(problemKinds) as ProblemCode[]

test.each(codes)('%s has an error status and three texts in one style', (code) => {
  const { status, title, meaning, remedy } = kindOf(code)
  expect(status).toBeGreaterThanOrEqual(400)
  expect(status).toBeLessThan(600)
  for (const text of [title, meaning, remedy]) expect(text).toMatch(/^[A-Z].*[^.\s]$/)
  expect(problemType(code)).toMatch(/^\/problems\/[a-z]+(-[a-z]+)*$/)
})

test('the table has every code of every file of a domain, each of them once', async () => {
  const files = (await readdir(import.meta.dirname)).filter((file) =>
    /^\w+\.problems\.ts$/.test(file),
  )
  const tables: Record<string, object>[] = await Promise.all(
    files.map((file) => import(new URL(file, import.meta.url).href)),
  )
  const listed = tables.flatMap((exported) => Object.values(exported).flatMap(Object.keys))
  expect(listed.sort()).toEqual(codes.toSorted())
})

test('a code that the table lacks does not compile, neither in a route nor thrown', () => {
  // @ts-expect-error: no such code
  expect(() => problems('ORDER_NOT_FUND')).toThrow()
  // @ts-expect-error: no such code
  expect(() => new ProblemError('ORDER_NOT_FUND')).toThrow()
})

test('a route names its codes once, and each status lists its own', () => {
  const responses = problems('OVERLOADED', 'ORDER_NOT_FOUND', 'QUEUE_UNAVAILABLE', 'OVERLOADED')
  expect(
    Object.entries(responses).map(([status, { description }]) => [status, description]),
  ).toEqual([
    ['404', 'ORDER_NOT_FOUND'],
    ['503', 'OVERLOADED or QUEUE_UNAVAILABLE'],
  ])
  expectTypeOf<keyof typeof responses>().toEqualTypeOf<404 | 503>()
})

test('each code of a status has the members of its own, required; codes without any are described together', () => {
  const { 400: bad, 409: conflict } = problems(
    'VALIDATION',
    'MALFORMED_REQUEST',
    'JOB_PUBLISHING',
    'OUT_OF_STOCK',
    'JOB_NOT_COMPLETED',
  )
  const described = [bad, conflict].map(({ content }) => {
    const { schema } = content['application/problem+json']
    const { anyOf } = schema.allOf[1] as unknown as {
      anyOf: { required: string[]; properties: { code: { enum: string[] } } }[]
    }
    expect(schema).toHaveProperty('examples.length', anyOf.length)
    return anyOf.map(({ required, properties: { code } }) => [code.enum, required])
  })
  expect(described).toEqual([
    [
      [['VALIDATION'], ['code', 'errors']],
      [['MALFORMED_REQUEST'], ['code']],
    ],
    [
      [['JOB_PUBLISHING', 'JOB_NOT_COMPLETED'], ['code']],
      [['OUT_OF_STOCK'], ['code', 'requested', 'available']],
    ],
  ])
})

test('a problem carries the members of its code, typed by the table', () => {
  expectTypeOf<MembersOf<'OUT_OF_STOCK'>>().toEqualTypeOf<{
    requested: number
    available: number
  }>()
  // @ts-expect-error: a problem of stock has no errors
  new ProblemError('OUT_OF_STOCK', undefined, { errors: [] })
  const members = { requested: 2, available: 1 }
  expect(new ProblemError('OUT_OF_STOCK', undefined, members).members).toEqual(members)
})

test('without a detail of its own a problem has the sentence of the table', () => {
  expect(new ProblemError('ROUTE_NOT_FOUND').message).toBe('There is nothing at this path')
  expect(new ProblemError('QUEUE_UNAVAILABLE').message).toBe('Jobs cannot be accepted now')
  expect(invalidField('/to', 'is late').message).toBe('/to is late')
  expect(invalidField('', 'is not JSON').message).toBe('The body is not JSON')
})
