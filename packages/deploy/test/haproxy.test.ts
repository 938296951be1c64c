import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { problemMediaType } from '@order-settlement/api/problems/problem.schemas.ts'
import { problemType } from '@order-settlement/api/problems/problems.ts'
import { serverProblems } from '@order-settlement/api/problems/server.problems.ts'
import { repositoryRoot } from '@order-settlement/local/places.ts'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

const read = (path: string) => readFileSync(join(repositoryRoot, path), 'utf8')
const config = read('packages/deploy/haproxy.cfg')
const { services } = parse(read('docker-compose.yml'), { merge: true })

/** What follows a keyword, of the only line that has it. */
function setting(keyword: string): string {
  const lines = [...config.matchAll(new RegExp(`^ *${keyword} (.+)$`, 'gm'))]
  expect(lines, keyword).toHaveLength(1)
  return lines[0]?.[1] ?? ''
}

/** In ms. */
function duration(text: string): number {
  const [, value, unit] = /^(\d+)(ms|s)$/.exec(text) ?? []
  return Number(value) * (unit === 's' ? 1_000 : 1)
}

test('HAProxy checks /health/ready of each address of the name api, and notices a drain before its port closes', () => {
  expect(setting('http-check send')).toBe('meth GET uri /health/ready')
  expect(setting('server-template')).toMatch(/^api 1-\d+ api:8080$/)
  expect(setting('nameserver docker')).toBe('127.0.0.11:53')
  const server = setting('default-server')
  const [, interval = '', fall] = /inter (\S+) fall (\d+)/.exec(server) ?? []
  const noticedMs = duration(interval) * Number(fall) + duration(setting('timeout check'))
  const [, drainMs] = /DRAIN_MS:-(\d+)/.exec(services.api.environment.DRAIN_MS) ?? []
  expect(noticedMs).toBeGreaterThan(0)
  expect(noticedMs).toBeLessThan(Number(drainMs) / 2)
})

test('HAProxy closes an idle connection before an api does, and waits longer than an api for traffic', async () => {
  const { serverOptions } = await import('@order-settlement/api/server/server-options.ts')
  const { readConfig } = await import('@order-settlement/shared/process/config.ts')
  const { variables } = await import('@order-settlement/api/config.ts')
  const options = serverOptions(readConfig(variables, {}))
  expect(duration(setting('timeout http-keep-alive'))).toBeLessThan(options.keepAliveTimeout)
  expect(duration(setting('timeout http-request'))).toBeGreaterThan(options.http.headersTimeout)
  for (const name of ['timeout client', 'timeout server'])
    expect(duration(setting(name))).toBeGreaterThan(options.connectionTimeout)
})

test('HAProxy sends again only what could not be sent, and tells the api the address of its client', () => {
  // Without retry-on, HAProxy retries connections that were refused, and no request.
  expect(config).not.toContain('retry-on')
  expect(config).toMatch(/^ *option forwardfor$/m)
})

test('the balancer listens where Compose publishes it, and stops within its grace period', () => {
  const { balancer } = services
  expect(setting('bind')).toBe(':8080')
  expect(balancer.ports).toEqual([
    '$' + '{BALANCER_ADDRESS:-127.0.0.1}:$' + '{BALANCER_PORT:-8080}:8080',
  ])
  expect(balancer.volumes[0]).toContain('./packages/deploy/haproxy.cfg:')
  const graceMs = duration(balancer.stop_grace_period)
  expect(duration(setting('hard-stop-after'))).toBeLessThan(graceMs)
})

test('HAProxy answers for apis that do not, with problems that the api knows', () => {
  const answers = [
    ...config.matchAll(/^ *http-error status (\d+) content-type (\S+) string '(.*)'/gm),
  ]
  expect(answers.map(([, status]) => status)).toEqual(['503', '502', '504'])
  for (const [, status, type, text = ''] of answers) {
    expect(type).toBe(problemMediaType)
    const problem = JSON.parse(text)
    const code: keyof typeof serverProblems = problem.code
    const { title, ...kind } = serverProblems[code]
    expect(problem).toMatchObject({ type: problemType(code), status: Number(status), title })
    if (kind.status === 503) expect(problem).toMatchObject({ status: 503, detail: kind.detail })
    // A request that an api may have taken is not said to have changed nothing.
    else expect(problem.detail).toContain('Idempotency-Key')
  }
})
