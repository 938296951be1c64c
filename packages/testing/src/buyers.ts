import { Agent, type IncomingMessage, request as startRequest } from 'node:http'
import { json } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'

/** What a buyer got for a request. */
export interface BuyerAnswer {
  /** 201, or a status with the code of the problem, or why there was no response. */
  status: number | string
  /** Of the order; undefined if it was refused. */
  id: string | undefined
  /** How often a busy api has shed the request before. */
  shed: number
}

/**
 * Clients that each order a unit after another over a keep-alive connection of their own. They send a request again
 * only if a busy api has shed it: 503 `OVERLOADED`, which changed nothing, with a `Retry-After`.
 *
 * @param url of an api, or of a load balancer
 * @param pauseMs of each buyer between two orders, where buyers and apis share few processors
 * @returns a function that stops them, and resolves to all answers
 */
export function startBuyers(
  url: string,
  productId: number,
  buyers: number,
  pauseMs = 0,
): () => Promise<BuyerAnswer[]> {
  const stopping = new AbortController()
  const ordering = Array.from({ length: buyers }, () =>
    orderUntil(stopping.signal, url, productId, pauseMs),
  )
  return async () => {
    stopping.abort()
    return (await Promise.all(ordering)).flat()
  }
}

async function orderUntil(
  stopped: AbortSignal,
  url: string,
  productId: number,
  pauseMs: number,
): Promise<BuyerAnswer[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const answers: BuyerAnswer[] = []
  while (!stopped.aborted) {
    answers.push(await orderOnce(agent, url, productId))
    if (pauseMs > 0) await sleep(pauseMs)
  }
  agent.destroy()
  return answers
}

async function orderOnce(agent: Agent, url: string, productId: number): Promise<BuyerAnswer> {
  for (let shed = 0; ; shed += 1) {
    try {
      const { retryAfterMs, ...answer } = await order(agent, url, productId)
      if (retryAfterMs === undefined) return { ...answer, shed }
      await sleep(retryAfterMs)
    } catch (error) {
      return { status: String(error), id: undefined, shed }
    }
  }
}

async function order(agent: Agent, url: string, productId: number) {
  const headers = { 'content-type': 'application/json' }
  const request = startRequest(`${url}/orders`, { agent, method: 'POST', headers })
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  request.on('error', reject)
  request.on('response', resolve)
  request.end(JSON.stringify({ product_id: productId, quantity: 1, buyer_id: 'buyer' }))
  const response = await promise
  const body = (await json(response)) as { id?: string; code?: string; instance?: string }
  const { statusCode = 0 } = response
  // A load balancer without a server says the same, but knows no instance.
  const isShed = body.code === 'OVERLOADED' && body.instance !== undefined
  return {
    status: body.code ? `${statusCode} ${body.code}` : statusCode,
    id: body.id,
    retryAfterMs: isShed ? Number(response.headers['retry-after']) * 1_000 : undefined,
  }
}

/** How many requests were shed. */
export function countShed(answers: BuyerAnswer[]): number {
  return answers.reduce((sum, { shed }) => sum + shed, 0)
}
