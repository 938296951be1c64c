import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { repositoryRoot } from '@order-settlement/local/places.ts'
import { execa } from 'execa'
import { Value } from 'typebox/value'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clusterSchema } from './cluster-schema.ts'
import { findManifest, type Manifest, manifests } from './manifests.ts'

// In this package, so that the compiler finds the types.
const directory = join(repositoryRoot, 'packages/deploy/node_modules/.cache/schemas-test')

beforeAll(() => mkdir(directory, { recursive: true }))
afterAll(() => rm(directory, { recursive: true }))

const isOfOperator = ({ apiVersion }: Manifest) => apiVersion.startsWith('postgresql.cnpg.io/')
const described = manifests.filter((manifest) => !isOfOperator(manifest))

/** The module that has the schemas of a version of the API. */
function moduleOf({ apiVersion }: Manifest): string {
  const isOfKeda = apiVersion.startsWith('keda.sh/')
  return isOfKeda ? `@kubernetes-models/keda/${apiVersion}` : `kubernetes-models/${apiVersion}`
}

/**
 * Compiles manifests as object literals of their types, in which an unknown field is an error.
 *
 * @returns the errors by the index of their manifest
 */
async function compile(checked: Manifest[]): Promise<Map<number, string>> {
  const lines = checked.map(
    (manifest, index) =>
      `export const m${index}: import('${moduleOf(manifest)}').I${manifest.kind} = ${JSON.stringify(manifest)}`,
  )
  const file = join(directory, 'manifests.ts')
  await writeFile(file, lines.join('\n'))
  const config = join(directory, 'tsconfig.json')
  const base = join(repositoryRoot, 'tsconfig.base.json')
  await writeFile(config, JSON.stringify({ extends: base, include: [file] }))
  const tsc = join(repositoryRoot, 'node_modules/.bin/tsc')
  const { stdout } = await execa(tsc, ['-p', config], { reject: false })
  const errors = [...stdout.matchAll(/^\S+\((\d+),\d+\): (.*)/gm)]
  return new Map(errors.map(([, line, error = '']) => [Number(line) - 1, error]))
}

test('every manifest has only fields that the API of Kubernetes, or of KEDA, knows', async () => {
  expect(described.length).toBeGreaterThan(15)
  expect(await compile(described)).toEqual(new Map())
}, 60_000)

test('an unknown field and a wrong type are found in every manifest', async () => {
  const wrong = described.flatMap(({ metadata, ...manifest }) => [
    { ...manifest, metadata: { ...metadata, lables: {} } },
    { ...manifest, metadata, spec: { ...manifest.spec, replica: 1 } },
    { ...manifest, metadata: { ...metadata, name: 1 as unknown as string } },
  ])
  const errors = await compile(wrong)
  expect([...errors.keys()].sort((a, b) => a - b)).toEqual([...wrong.keys()])
  expect(errors.get(0)).toContain('lables')
}, 60_000)

test.each(described.map((manifest) => [manifest.kind, manifest.metadata.name, manifest] as const))(
  '%s %s has what its schema requires',
  async (kind, _name, manifest) => {
    const models = await import(moduleOf(manifest))
    new models[kind](manifest).validate()
  },
)

test('the cluster of CloudNativePG has only fields that its reference lists', () => {
  const cluster = findManifest('Cluster', 'database')
  expect(Value.Errors(clusterSchema, cluster)).toEqual([])
  const unknown = { ...cluster, spec: { ...cluster.spec, instancs: 3 } }
  expect(Value.Check(clusterSchema, unknown)).toBe(false)
  expect(Value.Check(clusterSchema, { ...cluster, spec: {} })).toBe(false)
})
