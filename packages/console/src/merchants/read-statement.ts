import type { Statement } from '@order-settlement/client'
import { client, type Result, resultOf } from '../client.ts'

/** What a statement is asked for. */
export interface Range {
  from: string
  to: string
  group: Statement['group']
  currency?: string
}

export function readStatement(merchantId: string, range: Range): Promise<Result<Statement>> {
  const call = client.GET('/merchants/{id}/statement', {
    params: { path: { id: merchantId }, query: { ...range } },
  })
  // Text is what a `format` answers.
  return resultOf(call) as Promise<Result<Statement>>
}
