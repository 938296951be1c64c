import type { DayState } from '@order-settlement/client'
import { formatCount } from '../format/money.ts'

export const dayStateNames: Record<DayState['state'], string> = {
  OPEN: 'Open',
  SETTLED: 'Settled',
  CHANGED: 'Changed',
  CLOSED: 'Closed',
}

/** What each state means. */
export const dayStateTexts: Record<DayState['state'], string> = {
  OPEN: 'not settled yet',
  SETTLED: 'as its transactions are',
  CHANGED: 'transactions have changed since it was settled',
  CLOSED: 'no settlement may change it',
}

/** A state in a sentence, so that it does not depend on colours. */
export function describeDayState({
  state,
  has_ended,
  job_id,
  changed_transactions,
  archived,
}: DayState): string {
  const words = [dayStateNames[state]]
  if (!has_ended) words.push('not ended yet')
  if (state === 'CLOSED') words.push(job_id === null ? 'never settled' : 'settled')
  if (archived) words.push('archived')
  if (changed_transactions) words.push(`${countTransactions(changed_transactions)} changed since`)
  return words.join(', ')
}

export function countTransactions(count: number): string {
  return count === 1 ? '1 transaction' : `${formatCount(count)} transactions`
}
