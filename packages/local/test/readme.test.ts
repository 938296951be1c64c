import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { type Local, startLocal } from '@order-settlement/testing/start-local.ts'
import {
  makeTemporaryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

const run = promisify(execFile)
const readme = await readFile(new URL('../../../README.md', import.meta.url), 'utf8')
const scripts = JSON.parse(
  await readFile(new URL('../../../package.json', import.meta.url), 'utf8'),
).scripts

let directory: TemporaryDirectory
let local: Local
let url: string

beforeAll(async () => {
  directory = await makeTemporaryDirectory()
  local = startLocal(directory.path, {})
  url = await local.ready()
})

afterAll(async () => {
  await local?.end('SIGTERM')
  await directory?.remove()
})

/** The shell blocks of a section, each with the answer that the README shows for it. */
function blocks(section: string): { command: string; answer: string | undefined }[] {
  const text = readme.split(/^## /m).find((part) => part.startsWith(`${section}\n`)) ?? ''
  const matches = text.matchAll(/```sh\n(.*?)```\n(?:```json\n(.*?)```\n)?/gs)
  return [...matches].map(([, command = '', answer]) => ({ command: command.trim(), answer }))
}

test('each request of "Use it", in its order, answers what the README shows', async () => {
  const ids: Record<string, string> = {}
  for (const { command, answer } of blocks('Use it')) {
    const ask = async () => {
      const script = command
        .replaceAll('http://localhost:8080', url)
        .replaceAll('localhost:8080', url)
      const { stdout } = await run('bash', ['-ec', script], {
        env: { PATH: process.env.PATH, ...ids },
      })
      return stdout
    }
    if (!answer) {
      expect(await ask(), command).not.toBe('')
      continue
    }
    const shown = JSON.parse(answer)
    const check = async () => expect(shape(JSON.parse(await ask())), command).toEqual(shape(shown))
    // A settlement needs its time; everything else is asked once.
    if (shown.status === 'COMPLETED') await vi.waitFor(check, { timeout: 20_000, interval: 50 })
    else await check()
    const said = JSON.parse(await ask())
    if (command.includes('/orders ')) ids.ORDER_ID ??= said.id
    if (said.job_id) ids.JOB_ID ??= said.job_id
  }
  expect(Object.keys(ids)).toEqual(['ORDER_ID', 'JOB_ID'])
})

/** What an answer must have in common with the README's: its fields, their types, and its words. */
function shape(value: unknown): unknown {
  // What varies from run to run has a digit or is opaque; every other word must be the same.
  if (typeof value === 'string') return /\d/.test(value) && value.length > 15 ? 'varies' : value
  if (typeof value !== 'object' || value === null) return typeof value
  if (Array.isArray(value)) return value.map(shape)
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shape(inner)]))
}

test('every npm command of the README is a script', () => {
  const commands = [...readme.matchAll(/npm (start|test|run ([\w:-]+))/g)]
  expect(commands.length).toBeGreaterThan(3)
  for (const [, command, script] of commands)
    expect(Object.keys(scripts)).toContain(script ?? command)
})

test('every path that the README names exists', async () => {
  const { stdout } = await run('git', ['ls-files'], { cwd: new URL('../../../', import.meta.url) })
  const files = stdout.split('\n')
  const paths = [...readme.matchAll(/`((?:packages|db)\/[\w./*<>-]+)`/g)].map(
    ([, path = '']) => path,
  )
  expect(paths.length).toBeGreaterThan(5)
  for (const path of paths) {
    const pattern = new RegExp(
      `^${path.replaceAll('.', '\\.').replace('<domain>', '[^/]+').replaceAll('*', '[^/]+')}(/|$)`,
    )
    expect(
      files.some((file) => pattern.test(file)),
      path,
    ).toBe(true)
  }
})
