import { adyenSettlement } from './adyen-settlement.ts'
import type { Format } from './format.ts'
import { standard } from './standard.ts'
import { stripeBalance } from './stripe-balance.ts'

/** The formats by name. */
export const formats = {
  standard,
  'stripe-balance': stripeBalance,
  'adyen-settlement': adyenSettlement,
} as const satisfies Record<string, Format>

export type FormatName = keyof typeof formats
