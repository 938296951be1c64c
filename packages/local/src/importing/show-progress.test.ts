import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { showProgress } from './show-progress.ts'

/** What is written while a file of so many bytes is read in parts of 1 MB. */
function record(size: number | undefined, isTTY: boolean, megabytes: number): string {
  const stream = Object.assign(new PassThrough(), { isTTY })
  const progress = showProgress(size, stream)
  for (let read = 1; read <= megabytes; read += 1)
    progress.update({ bytes: read * 1_000_000, lines: read * 10_000 })
  progress.stop()
  return String(stream.read() ?? '')
}

test('a terminal shows a bar that is full in the end', () => {
  const shown = record(25_000_000, true, 25)
  expect(shown).toContain('░')
  expect(shown).toMatch(/█{40} 100 % \| 250,000 lines/)
})

test('a terminal shows the lines of a file whose size is unknown', () => {
  expect(record(undefined, true, 25)).toContain('250,000 lines, 25 MB')
})

test('without a terminal a line is written for each tenth of the file', () => {
  const lines = record(25_000_000, false, 25).trimEnd().split('\n')
  expect(lines).toHaveLength(10)
  expect(lines.at(0)).toBe('read 30,000 lines, 3 MB, 12 %')
  expect(lines.at(-1)).toBe('read 250,000 lines, 25 MB, 100 %')
})

test('without a terminal and a size a line is written for each 100 MB', () => {
  expect(record(undefined, false, 250)).toBe(
    'read 1,000,000 lines, 100 MB\nread 2,000,000 lines, 200 MB\n',
  )
})

test('a file of which nothing is read shows nothing', () => {
  expect(record(1_000_000, true, 0)).toBe('')
  expect(record(1_000_000, false, 0)).toBe('')
})
