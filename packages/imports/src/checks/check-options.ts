export interface CheckOptions {
  /** Whether a stored transaction with other content is a mistake of the line, or is changed. */
  onConflict: 'reject' | 'update'
  /** Whether a merchant that nobody described is a mistake of the line. */
  unknownMerchants: 'accept' | 'reject'
  /** Of merchants that nobody described. */
  currency: string
}
