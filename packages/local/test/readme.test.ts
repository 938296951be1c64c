import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { type Local, startLocal } from '@order-settlement/testing/start-local.ts'
import {
  makeMemoryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

const run = promisify(execFile)
const root = new URL('../../../', import.meta.url)
const files = (await run('git', ['ls-files'], { cwd: root })).stdout.trim().split('\n')
const readme = await readFile(new URL('README.md', root), 'utf8')
/** Folder to text, of the READMEs below the root. */
const folderReadmes = await Promise.all(
  files
    .filter((file) => file.endsWith('/README.md'))
    .map(async (file) => [dirname(file), await readFile(new URL(file, root), 'utf8')] as const),
)
const readmes = [['', readme] as const, ...folderReadmes]
const scripts = JSON.parse(await readFile(new URL('package.json', root), 'utf8')).scripts

let directory: TemporaryDirectory
let local: Local
let url: string

beforeAll(async () => {
  directory = await makeMemoryDirectory()
  local = startLocal(directory.path, {})
  url = await local.ready()
})

afterAll(async () => {
  await local?.end('SIGTERM')
  await directory?.remove()
})

interface Block {
  command: string
  answer: string | undefined
}

/** The shell blocks of a text, each with the answer that the README shows for it. */
function blocks(text: string): Block[] {
  const matches = text.matchAll(/```sh\n(.*?)```\n(?:```json\n(.*?)```\n)?/gs)
  return [...matches].map(([, command = '', answer]) => ({ command: command.trim(), answer }))
}

/** Runs a block against the stack. @returns the last answer, if the README shows one */
async function check({ command, answer }: Block, ids: Record<string, string>): Promise<unknown> {
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
    return undefined
  }
  const shown = JSON.parse(answer)
  const compare = async () =>
    expect(shape(JSON.parse(await ask()), shown), command).toEqual(shape(shown))
  // A settlement takes a while; everything else is asked once.
  if (shown.status === 'COMPLETED' || shown.settlements)
    await vi.waitFor(compare, { timeout: 20_000, interval: 50 })
  else await compare()
  return JSON.parse(await ask())
}

/** Runs the requests of a text in their order: what one creates, the next ones read. @returns the ids created */
async function checkRequests(text: string, ids: Record<string, string>): Promise<string[]> {
  for (const block of blocks(text)) {
    if (!block.command.startsWith('curl ')) continue
    const said = (await check(block, ids)) as
      | { id: string | number; status?: string; job_id?: string }
      | undefined
    if (said && block.command.includes('/products ')) ids.PRODUCT_ID ??= String(said.id)
    if (said && block.command.includes('/orders ')) ids.ORDER_ID ??= String(said.id)
    if (said?.status === 'HELD') ids.HELD_ID ??= String(said.id)
    if (said?.job_id) ids.JOB_ID ??= said.job_id
  }
  return Object.keys(ids)
}

test('each request of the tour, in its order, answers what the README shows', async () => {
  const section = readme.split(/^## /m).find((part) => part.startsWith('Use it\n')) ?? ''
  const ids: Record<string, string> = {}
  await checkRequests(section, ids)
  expect(Object.keys(ids)).toEqual(['PRODUCT_ID', 'ORDER_ID', 'HELD_ID', 'JOB_ID'])
  expect(blocks(section).length).toBe(10)
  const product = await (await fetch(`${url}/products/${ids.PRODUCT_ID}`)).json()
  expect(product).toMatchObject(shownIn(section, 'stock'))
  const settled = await (await fetch(`${url}/settlements?merchant_id=blue-note`)).json()
  expect(settled).toMatchObject(shownIn(section, 'settlements'))
})

/** The answer that begins with a field, without the marks of what is left out. */
function shownIn(section: string, field: string): object {
  const answer = blocks(section).find((block) => block.answer?.startsWith(`{"${field}"`))?.answer
  return JSON.parse(answer?.replaceAll(',"…":"…"', '') ?? '')
}

test('each request of the other READMEs answers what they show', async () => {
  const started = await fetch(`${url}/jobs/settlement`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from: '2025-01-01', to: '2025-01-01' }),
  })
  const { job_id } = (await started.json()) as { job_id: string }
  for (const [folder, text] of folderReadmes) {
    // The api's shows how to create each.
    const ids: Record<string, string> = folder === 'packages/api' ? {} : { JOB_ID: job_id }
    await checkRequests(text, ids)
    if (folder !== 'packages/api') continue
    expect(Object.keys(ids)).toEqual(['PRODUCT_ID', 'ORDER_ID', 'HELD_ID', 'JOB_ID'])
  }
})

/** Stands for the fields that a shortened answer leaves out. */
const more = '…'

/**
 * What an answer must have in common with the README's: its fields, their types, and its words.
 *
 * @param shown what the README shows for it: where that is shortened, only its fields are compared
 */
function shape(value: unknown, shown: unknown = value): unknown {
  // What varies from run to run has a digit or is opaque; every other word must be the same.
  if (typeof value === 'string') return /\d/.test(value) && value.length > 15 ? 'varies' : value
  if (typeof value !== 'object' || value === null) return typeof value
  const part = (name: string) => (shown as Record<string, unknown> | null)?.[name]
  if (Array.isArray(value)) return value.map((inner, index) => shape(inner, part(String(index))))
  const fields = Object.entries(value).filter(([name]) => name !== more)
  return Object.fromEntries(
    fields
      .filter(([name]) => part(more) === undefined || part(name) !== undefined)
      .map(([name, inner]) => [name, shape(inner, part(name))]),
  )
}

test.each(readmes)('every npm command of the README in "%s" is a script', (folder, text) => {
  const commands = [...text.matchAll(/npm (start|test|run ([\w:-]+))/g)]
  if (folder === '') expect(commands.length).toBeGreaterThan(3)
  for (const [, command, script] of commands)
    expect(Object.keys(scripts)).toContain(script ?? command)
})

test('the README of the root is a front door of at most 150 lines', () => {
  expect(readme.split('\n').length).toBeLessThanOrEqual(150)
})

test.each(readmes)('every path that the README in "%s" names exists', (folder, text) => {
  const inFolder = (path: string) => (/^(packages|db)\//.test(path) ? path : join(folder, path))
  const named = [...text.matchAll(/`((?:packages|db|src|test)\/[\w./*<>-]+)`/g)]
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
  const paths = [
    ...named.map(([, path = '']) => inFolder(path)),
    ...links.map(([, path = '']) => join(folder, path)),
  ]
  if (folder === '') expect(paths.length).toBeGreaterThan(5)
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

test('every section that a README links to exists', () => {
  const links = readmes.flatMap(([folder, text]) =>
    [...text.matchAll(/\]\((?!https?:)([^)#]*)#([^)]+)\)/g)].map(
      ([, path, anchor]) =>
        [path ? join(folder, path) : join(folder, 'README.md'), anchor] as const,
    ),
  )
  expect(links.length).toBeGreaterThan(1)
  for (const [path, anchor] of links) {
    const text = readmes.find(([folder]) => join(folder, 'README.md') === path)?.[1] ?? ''
    const anchors = [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replaceAll(/[^\w\s-]/g, '')
        .replaceAll(' ', '-'),
    )
    expect(anchors, path).toContain(anchor)
  }
})
