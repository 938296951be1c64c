import { createOrderSettlementClient } from '@order-settlement/client'

/** The API that served the pages. The browser sends the session's cookie along. */
export const client = createOrderSettlementClient({ url: location.origin })

/** What the API says when it refuses, as far as pages show it. */
export interface Problem {
  detail: string
  code: string
  errors?: { path: string; message: string }[]
}

export type Result<Data> =
  | { data: Data; etag: string | null; problem?: never }
  | { data?: never; problem: Problem }

/** What a call of the client resolves to. */
interface Response<Data> {
  data?: Data | undefined
  error?: unknown
  response: globalThis.Response
}

/** Waits for a call of the client. Never rejects: a service that cannot be reached is a problem too. */
export async function resultOf<Data>(call: Promise<Response<Data>>): Promise<Result<Data>> {
  try {
    const { data, error, response } = await call
    if (response.ok) return { data: data as Data, etag: response.headers.get('etag') }
    return { problem: toProblem(error, response.status) }
  } catch {
    return { problem: { code: 'UNREACHABLE', detail: 'The service cannot be reached.' } }
  }
}

function toProblem(error: unknown, status: number): Problem {
  if (typeof error === 'object' && error !== null && 'detail' in error && 'code' in error)
    return error as Problem
  return { code: String(status), detail: `The service answered with status ${status}.` }
}
