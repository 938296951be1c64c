import { formatDecimal } from './decimal.ts'
import type { FileContext, Format, Line } from './format.ts'
import {
  catchFieldErrors,
  FieldError,
  minorUnits,
  optional,
  readCurrency,
  readDecimal,
  readTime,
  required,
} from './read-fields.ts'
import { findZone } from './utc-time.ts'

/** By type, as Adyen spells it. README.md says why each is what it is. */
const kinds: Record<string, Line['kind']> = {
  Settled: 'SALE',
  Refunded: 'REFUND',
  RefundedReversed: 'ADJUSTMENT',
  Chargeback: 'ADJUSTMENT',
  SecondChargeback: 'ADJUSTMENT',
  ChargebackReversed: 'ADJUSTMENT',
  PaidOut: 'ADJUSTMENT',
  PaidOutReversed: 'ADJUSTMENT',
  Fee: 'ADJUSTMENT',
  MiscCosts: 'ADJUSTMENT',
  PaymentCost: 'ADJUSTMENT',
  AuthorisationSchemeFee: 'ADJUSTMENT',
  InvoiceDeduction: 'ADJUSTMENT',
  ManualCorrected: 'ADJUSTMENT',
}

/** Money that moves between accounts or is held back: no merchant earns or pays it. */
const moves = [
  'MerchantPayout',
  'InternalCompanyPayout',
  'BankInstructionReturned',
  'MatchedStatement',
  'Balancetransfer',
  'DepositCorrection',
  'ReserveAdjustment',
]

const types = new Map(
  [...Object.keys(kinds), ...moves].map((type) => [type.toLowerCase(), type] as const),
)

const fees = ['Commission (NC)', 'Markup (NC)', 'Scheme Fees (NC)', 'Interchange (NC)']
const net = ['Net Credit (NC)', 'Net Debit (NC)'] as const
const gross = ['Gross Credit (GC)', 'Gross Debit (GC)'] as const

/** Adyen's settlement details report. */
export const adyenSettlement: Format = {
  name: 'adyen-settlement',
  requiredColumns: [
    'Merchant Account',
    'Psp Reference',
    'Creation Date',
    'TimeZone',
    'Type',
    'Modification Reference',
    'Gross Currency',
    ...gross,
    'Net Currency',
    ...net,
    ...fees,
    'Batch Number',
  ],
  optionalColumns: [],
  hasOtherColumns: true,
  open(context) {
    const readMerchant = chooseMerchants(context)
    return catchFieldErrors((record) => readRecord(record, context, readMerchant))
  },
}

/** @returns of each record, the merchant whose money it is */
function chooseMerchants({ merchantId }: FileContext): (record: Record<string, string>) => string {
  let first: string | undefined
  return (record) => {
    const account = required(record, 'Merchant Account')
    if (merchantId === undefined) return account
    first ??= account
    if (account === first) return merchantId
    throw new FieldError(
      'Merchant Account',
      `is ${account}, and ${first} before, but the import names one merchant for both`,
    )
  }
}

function readRecord(
  record: Record<string, string>,
  context: FileContext,
  readMerchant: (record: Record<string, string>) => string,
): Line[] {
  const type = types.get(required(record, 'Type').toLowerCase())
  if (!type) throw new FieldError('Type', `is unknown: ${record.Type?.slice(0, 64)}`)
  const kind = kinds[type]
  if (!kind) return []
  const currency = readCurrency(record, 'Net Currency')
  const paidAt = readPaidAt(record, context)
  return [
    {
      external_id: identify(record, type, paidAt, currency),
      merchant_id: readMerchant(record),
      ...readAmounts(record, currency),
      kind,
      paid_at: paidAt,
      currency,
    },
  ]
}

/** A payment has one line for each capture, refund and chargeback; a line of a batch as a whole has no payment. */
function identify(
  record: Record<string, string>,
  type: string,
  paidAt: string,
  currency: string,
): string {
  const modification = optional(record, 'Modification Reference') ?? ''
  const payment = optional(record, 'Psp Reference')
  if (payment) return `${payment}:${type}:${modification}`
  return `batch ${required(record, 'Batch Number')}:${type}:${modification}:${paidAt}:${currency}`
}

function readAmounts(record: Record<string, string>, currency: string) {
  const received = readBalance(record, net)
  if (received === undefined) throw new FieldError(net[0], `is missing, as is ${net[1]}`)
  const fee = fees.reduce((sum, column) => sum + readDecimal(record, column), 0n)
  const paid = readBalance(record, gross)
  // A gross amount in another currency is converted by Adyen: what it comes to is net and fees.
  const comparable = paid !== undefined && readCurrency(record, 'Gross Currency') === currency
  // Net says which way the money goes. The gross of a sale is a credit in older reports, and a debit in newer ones.
  if (comparable && absolute(paid) !== absolute(received + fee))
    throw new FieldError(
      net[0],
      `is ${formatDecimal(received)}, and with fees ${formatDecimal(fee)} it is not gross ${formatDecimal(absolute(paid))}`,
    )
  return {
    amount_cents: minorUnits(net[0], received + fee, currency),
    fee_cents: minorUnits(fees.join(' + '), fee, currency),
  }
}

function absolute(units: bigint): bigint {
  return units < 0n ? -units : units
}

/** @returns credit less debit; undefined if both are empty */
function readBalance(
  record: Record<string, string>,
  [credit, debit]: readonly [string, string],
): bigint | undefined {
  if (!optional(record, credit) && !optional(record, debit)) return undefined
  return readDecimal(record, credit) - readDecimal(record, debit)
}

function readPaidAt(record: Record<string, string>, { timeZone }: FileContext): string {
  const name = required(record, 'TimeZone')
  const zone = findZone(name) ?? timeZone
  if (zone) return readTime(record, 'Creation Date', zone)
  throw new FieldError(
    'TimeZone',
    `is unknown or stands for several: ${name.slice(0, 64)}; name the time zone of the report with the import`,
  )
}
