/**
 * The largest amount in cents that the service accepts: a price, a fixed fee, the total of an order, and, with either
 * sign, a transaction that is imported. A merchant's day of nine million such transactions still fits into 64 bits.
 * Rows that SQL has inserted may hold more.
 */
export const maxAmountCents = 1_000_000_000_000
