import { setTimeout as sleep } from 'node:timers/promises'
import {
  type Change,
  createOrderSettlementClient,
  type Job,
  type Order,
  type OrderRequest,
  type OrderSettlementClient,
  type SettlementRequest,
} from '@order-settlement/client'

export type { Change, Job, SettlementRequest }

export interface WaitOptions {
  /** 20,000 unless given. */
  timeoutMs?: number
  /** Between two reads. Unless given 20, and for the end of a job a tenth of the time so far, up to 200, if that is more. */
  intervalMs?: number
}

/**
 * Typed requests of tests and benchmarks. Each throws unless the status is the one that its comment names. Orders, reads and
 * new settlements are sent again if a busy api has shed them.
 */
export interface ApiDriver {
  /** For everything else, and to look at a refusal. */
  client: OrderSettlementClient
  /** 201. */
  placeOrder(order: OrderRequest): Promise<Order>
  /** 202: a new job, whose id it returns. That the same range is open already (200) is an error here. */
  startSettlement(request: SettlementRequest): Promise<string>
  /** 200. */
  readJob(id: string): Promise<Job>
  /**
   * Reads a job until `reached` holds, and returns it as it was then.
   *
   * @throws with the job if it ends without, or takes longer than `timeoutMs`
   */
  waitForJob(id: string, reached: (job: Job) => boolean, options?: WaitOptions): Promise<Job>
  /** Starts a settlement and waits until it has ended, in any status. */
  settle(request: SettlementRequest, options?: WaitOptions): Promise<Job>
  /** 202, and then true; 409, since the job has finished or is being published, and then false. */
  cancelJob(id: string): Promise<boolean>
  /** 202. */
  retryJob(id: string): Promise<void>
}

/** @param url of an api, such as `http://127.0.0.1:8080` */
export function createApiDriver(url: string): ApiDriver {
  const client = createOrderSettlementClient({ url })

  const driver: ApiDriver = {
    client,
    placeOrder: async (body) => take(await unlessShed(() => client.POST('/orders', { body })), 201),
    async startSettlement(body) {
      const started = await unlessShed(() => client.POST('/jobs/settlement', { body }))
      const { job_id } = take(started, 202)
      return job_id
    },
    readJob: async (id) => take(await unlessShed(() => client.GET('/jobs/{id}', byId(id))), 200),
    async waitForJob(id, reached, { timeoutMs = 20_000, intervalMs } = {}) {
      const began = performance.now()
      for (;;) {
        const job = await driver.readJob(id)
        if (reached(job)) return job
        if (hasEnded(job)) throw new Error(`the job ended before: ${JSON.stringify(job)}`)
        const waitedMs = performance.now() - began
        if (waitedMs > timeoutMs)
          throw new Error(`${timeoutMs} ms have passed: ${JSON.stringify(job)}`)
        // Reads cost the processor time of api and test, which those that work on the job need.
        const pauseMs = reached === hasEnded ? Math.min(Math.max(20, waitedMs / 10), 200) : 20
        await sleep(intervalMs ?? pauseMs)
      }
    },
    settle: async (request, options) =>
      driver.waitForJob(await driver.startSettlement(request), hasEnded, options),
    async cancelJob(id) {
      const result = await client.POST('/jobs/{id}/cancel', byId(id))
      if (result.response.status === 409) return false
      take(result, 202)
      return true
    },
    async retryJob(id) {
      take(await client.POST('/jobs/{id}/retry', byId(id)), 202)
    },
  }
  return driver
}

export function hasEnded({ status }: Job): boolean {
  return status !== 'QUEUED' && status !== 'RUNNING'
}

function byId(id: string) {
  return { params: { path: { id } } }
}

interface Result<Data> {
  data?: Data
  error?: unknown
  response: Response
}

/** Sends a request until it is not shed, 40 times at most: one that was shed has changed nothing. */
async function unlessShed<Answer extends Result<unknown>>(
  send: () => Promise<Answer>,
): Promise<Answer> {
  for (let sent = 1; ; sent += 1) {
    const answer = await send()
    const { code } = (answer.error ?? {}) as { code?: string }
    if (answer.response.status !== 503 || code !== 'OVERLOADED' || sent === 40) return answer
    await sleep(500)
  }
}

function take<Data>({ data, error, response }: Result<Data>, status: number): Data {
  if (data !== undefined && response.status === status) return data
  throw new Error(
    `answered ${response.status} instead of ${status}: ${JSON.stringify(error ?? data)}`,
  )
}
