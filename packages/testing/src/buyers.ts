import { Agent, type IncomingMessage, request as startRequest } from 'node:http'
import { json } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'

/** What a buyer got for a request. */
export interface BuyerAnswer {
  /** 201, or a status with the code of the problem, or why there was no response. */
  status: number | string
  /** Of the order; undefined if it was refused. */
  id: string | undefined
}

/**
 * Clients that each order a unit after another over a keep-alive connection of their own. They never send a request
 * twice.
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
    const failed = (error: Error) => ({ status: String(error), id: undefined })
    answers.push(await order(agent, url, productId).catch(failed))
    if (pauseMs > 0) await sleep(pauseMs)
  }
  agent.destroy()
  return answers
}

async function order(agent: Agent, url: string, productId: number): Promise<BuyerAnswer> {
  const headers = { 'content-type': 'application/json' }
  const request = startRequest(`${url}/orders`, { agent, method: 'POST', headers })
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  request.on('error', reject)
  request.on('response', resolve)
  request.end(JSON.stringify({ product_id: productId, quantity: 1, buyer_id: 'buyer' }))
  const response = await promise
  const body = (await json(response)) as { id?: string; code?: string }
  const { statusCode = 0 } = response
  return { status: body.code ? `${statusCode} ${body.code}` : statusCode, id: body.id }
}
