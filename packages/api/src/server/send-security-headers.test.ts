import helmet from '@fastify/helmet'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { sendSecurityHeaders } from './send-security-headers.ts'

test('the headers are those that helmet sends for an API', async () => {
  const ours = Fastify()
  await ours.register(sendSecurityHeaders)
  const theirs = Fastify()
  await theirs.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
    },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  })
  for (const app of [ours, theirs]) app.get('/', () => '')

  const [{ headers }, expected] = [await ours.inject('/'), await theirs.inject('/')]

  const { 'x-request-id': _, date: __, ...sent } = headers
  const { date: ___, ...wanted } = expected.headers
  expect(sent).toEqual(wanted)
})
