import { expect, test } from 'vitest'
import { measureStandstill } from './measure-standstill.ts'

const running = (job_id: string, progress: number) =>
  ({ job_id, status: 'RUNNING', phase: 'SUMMING', progress, processed: 10 }) as const

test('a job stands still from when it was seen to move last, until it moves again', () => {
  expect(measureStandstill(running('a', 1), 1_000)).toBe(0)
  expect(measureStandstill(running('a', 1), 3_000)).toBe(2_000)
  expect(measureStandstill(running('b', 1), 3_000)).toBe(0)
  expect(measureStandstill(running('a', 1), 4_000)).toBe(3_000)
  expect(measureStandstill(running('a', 2), 5_000)).toBe(0)
  expect(measureStandstill({ ...running('a', 2), phase: 'PUBLISHING' }, 6_000)).toBe(0)
})

test('a job that waits or has ended does not stand still, and begins anew after a retry', () => {
  expect(measureStandstill(running('c', 1), 1_000)).toBe(0)
  expect(measureStandstill({ ...running('c', 1), status: 'FAILED' }, 9_000)).toBe(0)
  expect(measureStandstill({ ...running('c', 1), status: 'QUEUED' }, 10_000)).toBe(0)
  expect(measureStandstill(running('c', 1), 11_000)).toBe(0)
})
