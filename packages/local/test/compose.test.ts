import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, matchesGlob, relative } from 'node:path'
import { variables as apiVariables } from '@order-settlement/api/config.ts'
import { variables as migrateVariables } from '@order-settlement/db/config.ts'
import { readConfig } from '@order-settlement/shared/process/config.ts'
import { variables as workerVariables } from '@order-settlement/worker/config.ts'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { entryPoints, nodeFlags, repositoryRoot } from '../src/places.ts'
import { compose, interpolate, readRepositoryFile } from './compose-file.ts'

const read = readRepositoryFile
const dockerfile = read('packages/Dockerfile')
const { db, api, worker, migrate } = compose.services

const processes = { api: apiVariables, worker: workerVariables, migrate: migrateVariables }
const eachProcess = Object.entries(processes).map(
  ([name, schema]) => [name, schema, compose.services[name]?.environment ?? {}] as const,
)

/** What is the same in every container. The port and the directory are mapped to the host's. */
const fixed: Record<string, string> = {
  HOST: '0.0.0.0',
  PORT: '8080',
  SETTLEMENT_DIR: '/app/tmp/settlements',
  HEARTBEAT_FILE: '/tmp/heartbeat',
  METRICS_PORT: '9464',
}
/** The SDK reads these itself, so no schema has them, and no refused setting shows them. */
const credentials = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']
/** Other defaults than those of the schemas, as in the images. */
const defaults: Record<string, string> = { DRAIN_MS: '5000' }

describe.each(eachProcess)('%s', (_name, schema, environment) => {
  const names = Object.keys(schema.properties)

  test('each variable that the process reads reaches it from the shell, and no other', () => {
    const all = [...names, ...(names.includes('SETTLEMENT_STORE') ? credentials : [])]
    const shell = Object.fromEntries(all.map((name) => [name, `value of ${name}`]))
    expect(interpolate(environment, shell)).toEqual({ ...shell, ...pick(fixed, names) })
  })

  test('with nothing set, the process has the defaults of its schema and the database of this file', () => {
    const { DATABASE_URL, ...config } = readConfig(schema, interpolate(environment, {}))
    const here = readConfig(schema, pick({ ...fixed, ...defaults }, names))
    expect({ ...config, DATABASE_URL: DATABASE_URL.replace('@db:', '@localhost:') }).toEqual(here)
  })
})

test('PORT is the host port of the api, and ./tmp/settlements its directory of CSV files', () => {
  expect(api?.ports).toEqual([`\${PUBLISH_ADDRESS:-127.0.0.1}:\${PORT:-8080}:${fixed.PORT}`])
  const files = `./tmp/settlements:${fixed.SETTLEMENT_DIR}`
  // Keys and certificates lie at the same path, from the root of the clone and from /app.
  const certificates = './tmp/certs:/app/tmp/certs:ro'
  expect(worker?.volumes).toEqual([files, certificates])
  expect(api?.volumes).toEqual([files, certificates, './tmp/keys:/app/tmp/keys:ro'])
  for (const service of [migrate, compose.services.dashboard])
    expect(service?.volumes).toEqual([certificates])
})

test.each([
  { shell: {}, published: '127.0.0.1:8080:8080' },
  { shell: { PUBLISH_ADDRESS: '0.0.0.0', PORT: '80' }, published: '0.0.0.0:80:8080' },
])('the api is published on $published with $shell', ({ shell, published }) => {
  expect(interpolate({ ports: api?.ports?.[0] ?? '' }, shell).ports).toBe(published)
})

test('no service is published on an address that other machines reach, unless PUBLISH_ADDRESS says so', () => {
  for (const [name, { ports = [] }] of Object.entries(compose.services))
    for (const port of ports)
      expect(interpolate({ port }, {}).port, name).toMatch(/^127\.0\.0\.1:\d+:\d+$/)
})

test('the database has what DATABASE_URL names, on a named volume', () => {
  expect(interpolate(db?.environment ?? {}, {})).toMatchObject({
    POSTGRES_DB: 'appdb',
    POSTGRES_PASSWORD: 'password',
  })
  expect(db?.image).toBe('postgres:18-bookworm')
  expect(db?.volumes).toEqual(['db:/var/lib/postgresql'])
})

test('nothing needs the container db, which DB_REPLICAS=0 leaves out; api and worker wait for migrate and their directory', () => {
  expect(interpolate({ ...db?.deploy }, {})).toEqual({ replicas: '1' })
  expect(interpolate({ ...db?.deploy }, { DB_REPLICAS: '0' })).toEqual({ replicas: '0' })
  for (const [name, { depends_on = {} }] of Object.entries(compose.services))
    expect(Object.keys(depends_on), name).not.toContain('db')
  const succeeded = { condition: 'service_completed_successfully' }
  expect(api?.depends_on).toEqual({ migrate: succeeded, 'settlement-dir': succeeded })
  expect(worker?.depends_on).toEqual(api?.depends_on)
})

const contained = ['api', 'worker', 'migrate', 'settlement-dir', 'balancer', 'dashboard']
test.each([...contained, 'prometheus', 'grafana'])('%s is contained', (name) => {
  expect(compose.services[name]).toMatchObject({
    init: true,
    read_only: true,
    tmpfs: ['/tmp'],
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    mem_limit: expect.stringMatching(/^\d+[mg]$/),
    logging: { options: { 'max-size': '10m', 'max-file': '5' } },
  })
})

test.each(['api', 'worker', 'migrate', 'dashboard'])(
  'the image of %s runs as user node',
  (name) => {
    const service = compose.services[name]
    expect(service?.build).toMatchObject({ dockerfile: 'packages/Dockerfile', target: name })
    expect(service).not.toHaveProperty('user')
    expect(service).not.toHaveProperty('cap_add')
    const stage = dockerfile
      .split(/^FROM /m)
      .find((text) => text.startsWith(`process AS ${name}\n`))
    expect(stage?.match(/^USER .*/gm)).toEqual(['USER node'])
  },
)

test('api, worker and db are checked and restarted; worker and api can be scaled', () => {
  for (const service of [api, worker, db]) {
    expect(service?.restart).toBe('unless-stopped')
    expect(service?.healthcheck?.test).toBeTruthy()
  }
  expect(worker).not.toHaveProperty('ports')
  for (const service of [api, worker]) expect(service).not.toHaveProperty('container_name')
})

test.each(['api', 'worker'] as const)('%s runs in its image as it does elsewhere', (name) => {
  const stage = dockerfile.split(/^FROM /m).find((text) => text.startsWith(`process AS ${name}\n`))
  const command = ['node', ...nodeFlags[name], relative(repositoryRoot, entryPoints[name])]
  expect(JSON.parse(/^CMD (.*)$/m.exec(stage ?? '')?.[1] ?? '')).toEqual(command)
})

test.each(['api', 'worker'] as const)('%s has time to stop by itself', (name) => {
  const [, delay = ''] = /{ delay: ([\d_]+)/.exec(read(entryPoints[name])) ?? []
  const delayMs = Number(delay.replaceAll('_', ''))
  expect(delayMs).toBeGreaterThan(0)
  const drainMs = name === 'api' ? Number(defaults.DRAIN_MS) : 0
  const { period = '' } = interpolate(
    { period: compose.services[name]?.stop_grace_period ?? '' },
    {},
  )
  expect(Number.parseInt(period, 10) * 1000).toBeGreaterThanOrEqual(delayMs + drainMs + 2_000)
})

test('the image of the api drains as Compose lets it', () => {
  const stage = dockerfile.split(/^FROM /m).find((text) => text.startsWith('process AS api\n'))
  expect(stage).toContain(`ENV DRAIN_MS=${defaults.DRAIN_MS}\n`)
})

test('balancer, dashboard and monitoring start only with their profile, and nothing else waits for them', () => {
  const services = Object.entries(compose.services)
  const ofProfile = (profile: string | undefined) =>
    services.filter(([, { profiles }]) => profiles?.[0] === profile).map(([name]) => name)
  const always = ofProfile(undefined)
  expect(always.sort()).toEqual(['api', 'db', 'migrate', 'settlement-dir', 'worker'])
  expect(ofProfile('balanced')).toEqual(['balancer'])
  expect(ofProfile('dashboard')).toEqual(['dashboard'])
  expect(ofProfile('monitoring')).toEqual(['prometheus', 'grafana'])
  for (const name of always)
    for (const needed of Object.keys(compose.services[name]?.depends_on ?? {}))
      expect(always, `${name} needs ${needed}`).toContain(needed)
})

test.each(['dashboard', 'prometheus', 'grafana'])('%s listens on this machine alone', (name) => {
  const { ports = [] } = compose.services[name] ?? {}
  expect(ports).toHaveLength(1)
  for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\$\{[A-Z]+_PORT:-\d+\}:\d+$/)
})

test.each(['balancer', 'prometheus', 'grafana'])(
  '%s finds its files, and its image names a version',
  (name) => {
    const { volumes = [], image } = compose.services[name] ?? {}
    for (const volume of volumes) {
      const [source = ''] = volume.replace(/\$\{\w+:-([^}]*)\}/, '$1').split(':')
      if (source.startsWith('.'))
        expect(existsSync(join(repositoryRoot, source)), source).toBe(true)
      else expect(Object.keys(compose.volumes)).toContain(source)
    }
    expect(image).toMatch(/:v?\d+\.\d+\.\d+$/)
  },
)

test('Prometheus asks api and workers where they listen', () => {
  const { scrape_configs } = parse(read('packages/monitoring/prometheus.yml'))
  expect(scrape_configs).toMatchObject([
    { job_name: 'api', dns_sd_configs: [{ names: ['api'], port: Number(fixed.PORT) }] },
    {
      job_name: 'worker',
      dns_sd_configs: [{ names: ['worker'], port: Number(fixed.METRICS_PORT) }],
    },
  ])
})

test('the dashboard finds its package in its image', () => {
  const stage = dockerfile
    .split(/^FROM /m)
    .find((text) => text.startsWith('process AS dashboard\n'))
  const [, path = ''] = JSON.parse(/^CMD (.*)$/m.exec(stage ?? '')?.[1] ?? '[]')
  expect(existsSync(join(repositoryRoot, path)), path).toBe(true)
})

test('images are built on node:24-bookworm-slim by what every builder knows', () => {
  const stages = [...dockerfile.matchAll(/^FROM (\S+) AS (\S+)$/gm)]
  const names = stages.map(([, , name]) => name)
  for (const [, base] of stages) expect(['node:24-bookworm-slim', ...names]).toContain(base)
  expect(dockerfile).not.toMatch(/^# *syntax/m)
  // Compose v2 ignores the one with a warning, docker-compose 1.29 refuses the other.
  expect(compose).not.toHaveProperty('version')
  expect(compose).not.toHaveProperty('name')
})

test('no source that is sent to the builder imports a package that no image installs', () => {
  const patterns = read('.dockerignore').split('\n')
  const sent = patterns.filter((line) => line.startsWith('!')).map((line) => line.slice(1))
  const kept = patterns.filter((line) => /^[\w*]/.test(line) && line !== '*')
  const isMatch = (patterns: string[], file: string) =>
    patterns.some((pattern) => matchesGlob(file, pattern) || matchesGlob(file, `${pattern}/**`))
  const files = execFileSync('git', ['ls-files', '*.ts'], { cwd: repositoryRoot, encoding: 'utf8' })
    .trim()
    .split('\n')
    .filter((file) => isMatch(sent, file) && !isMatch(kept, file))
  expect(files).toContain(relative(repositoryRoot, entryPoints.api))
  expect(files).toContain('db/main.ts')
  // The stage of the console installs the client too.
  const forbidden = (file: string) =>
    file.startsWith('packages/console/')
      ? /['"]@order-settlement\/(?!client')/
      : /['"]@order-settlement\/(?!(api|db|imports|shared|storage|worker)\/)/
  for (const file of files) expect(read(file), file).not.toMatch(forbidden(file))
})

test('images install what their processes need, without the packages of tests', () => {
  const installs = dockerfile.match(/^ {2}pnpm install .* --prod .*$/gm) ?? []
  expect(installs).toHaveLength(5)
  for (const install of installs) expect(install).toMatch(/ --filter-prod @/)
})

function pick(from: Record<string, string>, names: string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)))
}
