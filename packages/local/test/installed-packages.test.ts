import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { repositoryRoot } from '../src/places.ts'

interface Dependencies {
  [group: string]: Record<string, { version: string }> | undefined
}

interface Lockfile {
  /** By folder of the workspace. */
  importers: Record<string, Dependencies>
  snapshots: Record<string, Record<string, Record<string, string>> | null>
}

const { importers, snapshots }: Lockfile = parse(read('pnpm-lock.yaml'))

const browsers = /^(@sparticuz\/chromium|playwright-core|@axe-core\/playwright)@/
const builders = /^(vite|rolldown|lightningcss|preact|uplot|@picocss\/pico)@/

test('npm start, keys, migrate, audit and import install no browser; npm test does', () => {
  const { scripts } = JSON.parse(read('package.json'))
  for (const name of ['start', 'keys', 'migrate', 'audit', 'import'])
    expect(scripts[`pre${name}`], name).toMatch(/^npm run --silent setup:service\b/)
  expect(scripts['setup:service']).toContain(" --filter '!@order-settlement/testing' ")
  const folders = Object.keys(importers)
  const groups = ['dependencies', 'devDependencies', 'optionalDependencies']
  const service = installed(
    folders.filter((folder) => folder !== 'packages/testing'),
    groups,
  )
  expect(service.filter((name) => browsers.test(name))).toEqual([])
  expect(service.filter((name) => /^vite@/.test(name))).not.toEqual([])
  expect(installed(folders, groups).filter((name) => browsers.test(name))).toHaveLength(3)
})

test('the images of api and worker have neither what builds the pages nor a browser', () => {
  const groups = ['dependencies', 'optionalDependencies']
  for (const process of ['api', 'worker']) {
    const folders = workspaceClosure(`packages/${process}`)
    const names = installed(folders, groups)
    expect(names.filter((name) => browsers.test(name) || builders.test(name))).toEqual([])
    expect(names.filter((name) => /^pg-boss@/.test(name))).not.toEqual([])
  }
  expect(
    installed(workspaceClosure('packages/console'), groups).filter((name) => builders.test(name)),
  ).not.toEqual([])
})

test('the image of the api has the built pages, and nothing else of the console', () => {
  const stages = read('packages/Dockerfile').split(/^FROM /m)
  const copied = stages.flatMap((stage) =>
    [...stage.matchAll(/^COPY --from=console (.*)$/gm)].map(([, paths]) => [
      stage.split('\n')[0],
      paths,
    ]),
  )
  const pages = 'packages/console/dist'
  expect(copied).toEqual([['process AS api', `/app/${pages} ${pages}`]])
})

/** @returns the packages, with versions, that these folders and what they depend on bring */
function installed(folders: string[], groups: string[]): string[] {
  const found = new Set<string>()
  const open = folders.flatMap((folder) =>
    groups.flatMap((group) => packages(importers[folder]?.[group] ?? {})),
  )
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue
    found.add(name)
    const { dependencies = {}, optionalDependencies = {} } = snapshots[name] ?? {}
    for (const [needed, version] of Object.entries({ ...dependencies, ...optionalDependencies }))
      open.push(keyOf(needed, version))
  }
  return [...found]
}

function packages(dependencies: Record<string, { version: string }>): string[] {
  return Object.entries(dependencies)
    .filter(([, { version }]) => !version.startsWith('link:'))
    .map(([name, { version }]) => keyOf(name, version))
}

/** An alias names another package in its version. */
function keyOf(name: string, version: string): string {
  return version in snapshots ? version : `${name}@${version}`
}

/** @returns the folder, and those that its production dependencies link to */
function workspaceClosure(folder: string, found = new Set<string>()): string[] {
  if (found.has(folder)) return []
  found.add(folder)
  for (const { version } of Object.values(importers[folder]?.dependencies ?? {}))
    if (version.startsWith('link:')) workspaceClosure(join(folder, version.slice(5)), found)
  return [...found]
}

function read(path: string): string {
  return readFileSync(join(repositoryRoot, path), 'utf8')
}
