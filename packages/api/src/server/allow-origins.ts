import cors, { type FastifyCorsOptions } from '@fastify/cors'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/**
 * Lets pages of these origins call the api (CORS); with none, no answer carries a header of it. No cookie is
 * ever asked for. An OPTIONS that is no preflight is answered like any other method.
 */
export async function allowOrigins(app: FastifyInstance, origins: string[]): Promise<void> {
  if (origins.length === 0) return
  const actual: FastifyCorsOptions = {
    origin: origins,
    exposedHeaders: [
      'Location',
      'Retry-After',
      'Idempotent-Replayed',
      'X-Request-Id',
      'RateLimit-Limit',
      'RateLimit-Remaining',
      'RateLimit-Reset',
    ],
    preflight: false,
  }
  const preflight: FastifyCorsOptions = {
    ...actual,
    preflight: true,
    // Which of them a path knows, it says itself when it is asked.
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['Content-Type', 'Idempotency-Key', 'Authorization', 'Last-Event-ID'],
    // Two hours, the most that browsers keep it.
    maxAge: 7_200,
  }
  await app.register(cors, {
    delegator: (request, done) => done(null, isPreflight(request) ? preflight : actual),
  })
}

function isPreflight({ method, headers }: FastifyRequest): boolean {
  return (
    method === 'OPTIONS' &&
    headers.origin !== undefined &&
    headers['access-control-request-method'] !== undefined
  )
}
