const unavailableCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  '53300', // too many connections
  '57P01', // terminated by an administrator
  '57P02', // crash shutdown
  '57P03', // starting up
])

// node-postgres gives these no code.
const unavailableMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|The client was closed|Query read timeout)/

// Of OpenSSL's verification of a certificate, and of Node.js.
const tlsCodes =
  /^(CERT_|DEPTH_ZERO_|ERR_SSL_|ERR_TLS_|HOSTNAME_MISMATCH|INVALID_CA|SELF_SIGNED_|UNABLE_TO_)/
const tlsMessages =
  /^(The server does not support SSL connections|There was an error establishing an SSL connection)/

/** Whether the database could not be reached, or was lost before it answered: the same request may work later. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  // A host with several addresses fails with one error for each.
  if (error instanceof AggregateError) return error.errors.some(isDatabaseUnavailable)
  const code = errorCode(error)
  return (
    unavailableCodes.has(code) ||
    code.startsWith('08') ||
    unavailableMessages.test(error.message) ||
    isTlsRefused(error)
  )
}

/** Whether no encrypted connection came about: either side refuses the other's certificate, or the server has no TLS. */
export function isTlsRefused(error: unknown): boolean {
  return (
    tlsCodes.test(errorCode(error)) || (error instanceof Error && tlsMessages.test(error.message))
  )
}

/** Whether the transaction lost against another one and may simply be tried again: deadlock or serialization. */
export function isTransactionConflict(error: unknown): boolean {
  return ['40P01', '40001'].includes(errorCode(error))
}

/** Whether the same work, done again, may well succeed. */
export function isTransient(error: unknown): boolean {
  return isDatabaseUnavailable(error) || isTransactionConflict(error)
}

/** The SQLSTATE, or the system's code, of an error; empty if it has none. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
