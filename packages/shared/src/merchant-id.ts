/**
 * What the id of a merchant may have where one is written: letters, marks, digits, punctuation and symbols, but neither
 * spaces nor control characters. A regular expression with the flag `u`. Rows that SQL or an earlier version has written
 * may have any characters.
 */
export const merchantIdPattern = '^[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}]*$'

/** In characters, which are code points. */
export const maxMerchantIdLength = 128
