import { maxAmountCents } from '@order-settlement/shared/max-amount.ts'
import { maxMerchantIdLength, merchantIdPattern } from '@order-settlement/shared/merchant-id.ts'
import type { FieldProblem, Line } from '../formats/format.ts'
import { explainInteger, explainText, explainTime } from './explain-field.ts'

export const kinds = ['SALE', 'REFUND', 'ADJUSTMENT']
export const statuses = ['PENDING', 'PAID', 'FAILED', 'REFUNDED', 'CANCELLED']

/**
 * What is wrong with a line by itself: what could not be stored, or contradicts itself.
 *
 * @returns undefined if nothing is
 */
export function checkLine(line: Line): FieldProblem[] | undefined {
  const { external_id, merchant_id, amount_cents, fee_cents, paid_at } = line
  let problems: FieldProblem[] | undefined
  const add = (field: string, message: string) => {
    problems ??= []
    problems.push({ field, message })
  }
  if (!isExternalId(external_id)) add('external_id', explainText(external_id, 255))
  if (!isMerchantId(merchant_id)) add('merchant_id', explainText(merchant_id, 128))
  if (!isCents(amount_cents)) add('amount_cents', explainInteger(amount_cents, maxAmountCents))
  else checkSign(line, add)
  if (!isCents(fee_cents)) add('fee_cents', explainInteger(fee_cents, maxAmountCents))
  if (line.kind && !kinds.includes(line.kind)) add('kind', `is not one of ${kinds.join(', ')}`)
  if (line.status && !statuses.includes(line.status))
    add('status', `is not one of ${statuses.join(', ')}`)
  if (paid_at ? !isTime(paid_at) : (line.status || 'PAID') === 'PAID')
    add('paid_at', explainTime(paid_at))
  if (line.order_id && !uuid.test(line.order_id)) add('order_id', 'is not a UUID')
  if (line.relates_to) checkDay(line, line.relates_to, add)
  return problems
}

type Add = (field: string, message: string) => void

function checkSign({ kind, amount_cents }: Line, add: Add): void {
  const isNegative = amount_cents.startsWith('-') && Number(amount_cents) !== 0
  if (kind === 'REFUND' ? !isNegative && Number(amount_cents) !== 0 : isNegative && isSale(kind))
    add(
      'amount_cents',
      `must ${kind === 'REFUND' ? 'not be positive' : 'not be negative'} for a ${kind || 'SALE'}`,
    )
}

function isSale(kind: string | undefined): boolean {
  return !kind || kind === 'SALE'
}

function checkDay({ kind }: Line, day: string, add: Add): void {
  if (kind !== 'ADJUSTMENT') add('relates_to', 'is for an ADJUSTMENT only')
  else if (!isDay(day)) add('relates_to', 'must be a day of the calendar from 1970 on, YYYY-MM-DD')
}

const plainId = /^[\x21-\x7e]+$/
// Letters, marks, digits, punctuation, symbols, and single kinds of spaces within; no control characters.
const externalId = /^(?! )(?!.* $)[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u
const merchantId = new RegExp(merchantIdPattern, 'u')
const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i

function isExternalId(text: string): boolean {
  if (text.length <= 255 && plainId.test(text)) return true
  return externalId.test(text) && isWithin(text, 255)
}

function isMerchantId(text: string): boolean {
  if (text.length <= maxMerchantIdLength && plainId.test(text)) return true
  return text !== '' && merchantId.test(text) && isWithin(text, maxMerchantIdLength)
}

/** PostgreSQL counts code points. U+FFFD stands for bytes that were no UTF-8. */
function isWithin(text: string, characters: number): boolean {
  return text.length <= 2 * characters && [...text].length <= characters && !text.includes('\uFFFD')
}

const integer = /^-?\d{1,16}$/

function isCents(text: string): boolean {
  return integer.test(text) && Math.abs(Number(text)) <= maxAmountCents
}

// Years from 1970: an earlier one is a mistake. PostgreSQL would round a seventh decimal, perhaps into the next day.
const time =
  /^(\d{4}-\d\d-\d\d)[T ](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6}0*)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/

function isTime(text: string): boolean {
  const day = time.exec(text)?.[1]
  return day !== undefined && isDay(day)
}

const calendarDay = /^(?:19[7-9]\d|[2-9]\d{3})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/

function isDay(text: string): boolean {
  if (!calendarDay.test(text)) return false
  const day = Number(text.slice(8))
  if (day <= 28) return true
  return (
    day <= new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0)).getUTCDate()
  )
}
