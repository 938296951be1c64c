import { createOrderSettlementClient, type OrderSettlementClient } from '@order-settlement/client'
import pRetry from 'p-retry'
import type { Fleet } from '../stress/fleet.ts'
import type { Acknowledged } from './acknowledged.ts'

interface Result<Data> {
  data?: Data
  error?: { code: string }
  response: Response
}

export interface Client {
  fleet: Fleet
  acknowledged: Acknowledged
}

/** Longer than an api or PostgreSQL takes to start again. */
const retries = { retries: 100, minTimeout: 100, factor: 1 }

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
  request: (client: OrderSettlementClient) => Promise<Result<Data>>,
): Promise<Data | undefined> {
  const result = await pRetry(async () => {
    const url = fleet.apis[Math.floor(Math.random() * fleet.apis.length)] ?? fleet.api
    const sent = await request(createOrderSettlementClient({ url }))
    // The database or the api is down, and the effect is not known.
    if (sent.response.status === 503) throw new Error(`answered ${sent.error?.code}`)
    return sent
  }, retries).catch(() => undefined)
  const answer = result ? (result.error?.code ?? String(result.response.status)) : 'no answer'
  acknowledged.answers.set(answer, (acknowledged.answers.get(answer) ?? 0) + 1)
  if (!result) acknowledged.unanswered.add(token)
  else if (result.error && !refusals.includes(answer))
    acknowledged.faults.push(`${new URL(result.response.url).pathname} answered ${answer}`)
  return result?.data
}
