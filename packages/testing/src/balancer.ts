import replyFrom from '@fastify/reply-from'
import Fastify from 'fastify'

export interface Balancer extends AsyncDisposable {
  /** Such as `http://127.0.0.1:43127`. */
  url: string
  /** Adds a server; it gets requests once `/health/ready` answers 200. */
  add(server: string): void
  /** Whether a server gets requests. */
  isUp(server: string): boolean
}

/** How often each server is checked, in ms. */
const checkMs = 100

/**
 * A load balancer over keep-alive connections, round robin. It never sends a request twice: one that a server fails to
 * answer is a 5xx of its client.
 */
export async function startBalancer(): Promise<Balancer> {
  const servers = new Map<string, { up: boolean }>()
  let turn = 0
  const app = Fastify()
  await app.register(replyFrom, { maxRetriesOn503: 0, undici: { pipelining: 1 } })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, body, done) => done(null, body))
  app.all('/*', (request, reply) => {
    const up = [...servers].filter(([, { up }]) => up)
    const [server] = up[turn++ % up.length] ?? []
    if (!server) return reply.code(503).send()
    return reply.from(`${server}${request.url}`)
  })

  const checking = new Set<string>()
  const check = async (server: string) => {
    if (checking.has(server)) return
    checking.add(server)
    const answer = await fetch(`${server}/health/ready`).catch(() => undefined)
    servers.set(server, { up: answer?.status === 200 })
    await answer?.body?.cancel()
    checking.delete(server)
  }
  const checks = setInterval(() => void Promise.all([...servers.keys()].map(check)), checkMs)
  return {
    url: await app.listen({ host: '127.0.0.1', port: 0 }),
    add(server) {
      servers.set(server, { up: false })
    },
    isUp: (server) => servers.get(server)?.up ?? false,
    async [Symbol.asyncDispose]() {
      clearInterval(checks)
      await app.close()
    },
  }
}
