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

/** By reporting category. README.md says why each is what it is. */
const kinds = new Map<string, Line['kind']>([
  ['charge', 'SALE'],
  ['refund', 'REFUND'],
  ['charge_failure', 'ADJUSTMENT'],
  ['partial_capture_reversal', 'ADJUSTMENT'],
  ['refund_failure', 'ADJUSTMENT'],
  ['dispute', 'ADJUSTMENT'],
  ['dispute_reversal', 'ADJUSTMENT'],
  ['fee', 'ADJUSTMENT'],
  ['network_cost', 'ADJUSTMENT'],
  ['tax', 'ADJUSTMENT'],
  ['other_adjustment', 'ADJUSTMENT'],
  ['unreconciled_customer_funds', 'ADJUSTMENT'],
  ['contribution', 'ADJUSTMENT'],
  ['climate_order_purchase', 'ADJUSTMENT'],
  ['climate_order_refund', 'ADJUSTMENT'],
])

/** Money that moves between accounts, is held back or lent: no merchant earns or pays it. */
const moves = new Set([
  'payout',
  'payout_reversal',
  'payout_minimum_balance_hold',
  'payout_minimum_balance_release',
  'topup',
  'topup_reversal',
  'transfer',
  'transfer_reversal',
  'platform_earning',
  'platform_earning_refund',
  'connect_collection_transfer',
  'connect_reserved_funds',
  'risk_reserved_funds',
  'payment_network_reserve_hold',
  'payment_network_reserve_release',
  'advance',
  'advance_funding',
  'anticipation_repayment',
  'financing_payout',
  'financing_payout_reversal',
  'financing_paydown',
  'financing_paydown_reversal',
  'issuing_authorization_hold',
  'issuing_authorization_release',
  'issuing_disbursement',
  'issuing_dispute',
  'issuing_dispute_fraud_liability_debit',
  'issuing_dispute_provisional_credit',
  'issuing_dispute_provisional_credit_reversal',
  'issuing_transaction',
])

/** Stripe's itemised report of the balance's change from activity. */
export const stripeBalance: Format = {
  name: 'stripe-balance',
  requiredColumns: [
    'balance_transaction_id',
    'currency',
    'gross',
    'fee',
    'net',
    'reporting_category',
  ],
  optionalColumns: [
    'created_utc',
    'created',
    'payment_metadata[merchant_id]',
    'connected_account_id',
  ],
  hasOtherColumns: true,
  open: (context) => catchFieldErrors((record) => readRecord(record, context)),
}

function readRecord(record: Record<string, string>, context: FileContext): Line[] {
  const category = required(record, 'reporting_category')
  if (moves.has(category)) return []
  const kind = kinds.get(category)
  if (!kind) throw new FieldError('reporting_category', `is unknown: ${category.slice(0, 64)}`)
  const currency = readCurrency(record, 'currency')
  return [
    {
      external_id: required(record, 'balance_transaction_id'),
      merchant_id: readMerchant(record, context),
      ...readAmounts(record, currency),
      kind,
      paid_at: readPaidAt(record, context),
      currency,
    },
  ]
}

function readAmounts(record: Record<string, string>, currency: string) {
  required(record, 'gross')
  required(record, 'net')
  const gross = readDecimal(record, 'gross')
  const fee = readDecimal(record, 'fee')
  const net = readDecimal(record, 'net')
  if (gross - fee !== net)
    throw new FieldError(
      'net',
      `is ${formatDecimal(net)}, not gross ${formatDecimal(gross)} less fee ${formatDecimal(fee)}`,
    )
  return {
    amount_cents: minorUnits('gross', gross, currency),
    fee_cents: minorUnits('fee', fee, currency),
  }
}

function readMerchant(record: Record<string, string>, context: FileContext): string {
  const merchant =
    context.merchantId ??
    optional(record, 'payment_metadata[merchant_id]') ??
    optional(record, 'connected_account_id')
  if (merchant) return merchant
  throw new FieldError(
    'merchant_id',
    'is missing: name the merchant with the import, or add the column payment_metadata[merchant_id] to the report',
  )
}

function readPaidAt(record: Record<string, string>, { timeZone }: FileContext): string {
  if (optional(record, 'created_utc') !== undefined || record.created === undefined)
    return readTime(record, 'created_utc', 'UTC')
  if (timeZone) return readTime(record, 'created', timeZone)
  throw new FieldError(
    'created',
    'is in the time zone of the report: name it with the import, or add the column created_utc',
  )
}
