import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { repositoryRoot } from '@order-settlement/local/places.ts'
import {
  makeTemporaryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { execa } from 'execa'
import { afterAll, beforeAll, expect, test } from 'vitest'

const source = join(repositoryRoot, 'packages/client')

let database: TestDatabase
let api: TestProcess
/** Another project, outside of this workspace, that has installed the tarball. */
let project: TemporaryDirectory

beforeAll(async () => {
  database = await createTestDatabase()
  api = await startProcess('api', { DATABASE_URL: database.url })
  project = await makeTemporaryDirectory()
  await installTarball(project.path)
})

afterAll(async () => {
  await project?.remove()
  await api?.[Symbol.asyncDispose]()
  await database?.drop()
})

/** What `npm install order-settlement-client.tgz` does, from packages that are on this machine already. */
async function installTarball(directory: string): Promise<void> {
  const pnpm = join(repositoryRoot, 'node_modules/.bin/pnpm')
  const { stdout } = await execa(pnpm, ['pack', '--json', '--pack-destination', directory], {
    cwd: source,
  })
  const { filename } = JSON.parse(stdout.slice(stdout.indexOf('{')))
  const packages = join(directory, 'node_modules/@order-settlement')
  await mkdir(packages, { recursive: true })
  await execa('tar', ['-xzf', filename, '-C', packages])
  await execa('mv', [join(packages, 'package'), join(packages, 'client')])
  const dependency = join(source, 'node_modules/openapi-fetch')
  await symlink(dependency, join(directory, 'node_modules/openapi-fetch'))
  await writeFile(join(directory, 'package.json'), '{ "type": "module" }')
}

test('plain Node.js 20 imports the tarball and speaks to the api', async () => {
  await writeFile(
    join(project.path, 'plain.js'),
    `import { createOrderSettlementClient } from '@order-settlement/client'
const client = createOrderSettlementClient({ url: process.argv[2] })
const { error } = await client.POST('/orders', { body: { product_id: 7, quantity: 1, buyer_id: 'user-123' } })
console.log(process.version, error.code)
`,
  )
  const node20 = join(source, 'node_modules/node-20/bin/node')
  const { stdout } = await execa(node20, ['plain.js', api.url], { cwd: project.path })
  expect(stdout).toMatch(/^v20\.\d+\.\d+ PRODUCT_NOT_FOUND$/)
})

const order = (quantity: string) => `
import { createOrderSettlementClient, type Order } from '@order-settlement/client'
const client = createOrderSettlementClient({ url: 'http://localhost:8080' })
const body = { product_id: 1, quantity: ${quantity}, buyer_id: 'user-123' }
const { data, error } = await client.POST('/orders', { body })
export const order: Order | undefined = data
if (error?.code === 'OUT_OF_STOCK') error.available satisfies number
`

test.each([
  ['nodenext', 'nodenext'],
  ['esnext', 'bundler'],
])(
  'TypeScript reads its types with --module %s --moduleResolution %s',
  async (module, resolution) => {
    await writeFile(join(project.path, 'right.ts'), order('1'))
    await writeFile(join(project.path, 'wrong.ts'), order("'one'"))
    const tsc = join(source, 'node_modules/typescript/bin/tsc')
    const flags = ['--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2022,dom']
    const { stdout } = await execa(
      process.execPath,
      [tsc, ...flags, '--module', module, '--moduleResolution', resolution, 'right.ts', 'wrong.ts'],
      { cwd: project.path, reject: false },
    )
    expect([...new Set(stdout.match(/^\w+\.ts/gm))]).toEqual(['wrong.ts'])
    expect(stdout).toContain("Type 'string' is not assignable to type 'number'")
  },
)
