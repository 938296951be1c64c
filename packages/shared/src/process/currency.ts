const currencies = new Set(Intl.supportedValuesOf('currency'))

/**
 * Whether `code` is a currency of ISO 4217. The list is that of Node.js, which follows Unicode's CLDR: money that is
 * paid in, and for some years what it replaced. It has no metals, funds and test codes.
 */
export function isCurrency(code: string): boolean {
  return currencies.has(code)
}
