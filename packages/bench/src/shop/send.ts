import { createOrderSettlementClient, type OrderSettlementClient } from '@order-settlement/client'
import pRetry from 'p-retry'
import type { Fleet } from '../stress/fleet.ts'
import type { Acknowledged } from './acknowledged.ts'

interface Result<Data> {
  data?: Data
  error?: { code: string }
  response: Response
}

type SendOnce<Data> = (client: OrderSettlementClient) => Promise<Result<Data>>

export interface Client {
  fleet: Fleet
  acknowledged: Acknowledged
}

/** Longer than an api or PostgreSQL takes to start again. */
const retries = { retries: 100, minTimeout: 100, factor: 1 }

/** A kill rarely falls between a commit and its response, so these are sent twice at once, as if one had been lost. */
const repeatedShare = 0.1

/**
 * Sends a request to either api, again with the same key until there is an answer: a lost response must not lose or
 * repeat its effect. An answer that is neither a success nor one of `refusals` is a fault.
 *
 * @param token identifies the request in `unanswered`
 * @returns undefined if it was refused or never answered
 */
export async function send<Data>(
  { fleet, acknowledged }: Client,
  token: string,
  refusals: string[],
  request: SendOnce<Data>,
): Promise<Data | undefined> {
  const copies = Math.random() < repeatedShare ? 2 : 1
  const results = await Promise.all(
    Array.from({ length: copies }, () => sendUntilAnswered(fleet, request)),
  )
  for (const result of results) remember(acknowledged, result, refusals)
  // A refusal leaves no trace, so the other copy may still succeed.
  const data = results.find((result) => result?.data !== undefined)?.data
  if (data === undefined && results.includes(undefined)) acknowledged.unanswered.add(token)
  return data
}

async function sendUntilAnswered<Data>(
  fleet: Fleet,
  request: SendOnce<Data>,
): Promise<Result<Data> | undefined> {
  const attempt = async () => {
    const url = fleet.apis[Math.floor(Math.random() * fleet.apis.length)] ?? fleet.api
    const sent = await request(createOrderSettlementClient({ url }))
    // The database or the api is down, and the effect is not known.
    if (sent.response.status === 503) throw new Error(`answered ${sent.error?.code}`)
    return sent
  }
  return await pRetry(attempt, retries).catch(() => undefined)
}

function remember(
  { answers, faults }: Acknowledged,
  result: Result<unknown> | undefined,
  refusals: string[],
): void {
  const answer = result ? (result.error?.code ?? String(result.response.status)) : 'no answer'
  answers.set(answer, (answers.get(answer) ?? 0) + 1)
  if (result?.error && !refusals.includes(answer))
    faults.push(`${new URL(result.response.url).pathname} answered ${answer}`)
}
