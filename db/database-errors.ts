const unavailableCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  '25006', // read-only: a standby, or a primary that was demoted
  '53300', // too many connections
  '57P01', // terminated by an administrator
  '57P02', // crash shutdown
  '57P03', // starting up
])

// node-postgres sets no code on these.
const unavailableMessages =
  /^(Connection terminated|timeout expired|timeout exceeded when trying to connect|Client has encountered a connection error|The client was closed|Query read timeout)/

// X.509 verification results of OpenSSL, and codes of Node.js.
const tlsCodes =
  /^(CERT_|DEPTH_ZERO_|ERR_SSL_|ERR_TLS_|HOSTNAME_MISMATCH|INVALID_CA|SELF_SIGNED_|UNABLE_TO_)/
const tlsMessages =
  /^(The server does not support SSL connections|There was an error establishing an SSL connection)/

/**
 * Whether the database could not be reached, the connection was lost before the answer, or the server takes no writes:
 * a retry may find the one that does.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  // Node.js tries every address of a host, and fails with an error for each.
  if (error instanceof AggregateError) return error.errors.some(isDatabaseUnavailable)
  const code = errorCode(error)
  return (
    unavailableCodes.has(code) ||
    code.startsWith('08') ||
    unavailableMessages.test(error.message) ||
    isTlsRefused(error)
  )
}

/** Whether the TLS handshake failed: a certificate was refused, or the server has no TLS. */
export function isTlsRefused(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(isTlsRefused)
  return (
    tlsCodes.test(errorCode(error)) || (error instanceof Error && tlsMessages.test(error.message))
  )
}

/** Whether the transaction lost a deadlock or a serialization conflict, and can be retried. */
export function isTransactionConflict(error: unknown): boolean {
  return ['40P01', '40001'].includes(errorCode(error))
}

/** Whether a lock was not free in time. */
export function isLockNotAvailable(error: unknown): boolean {
  return errorCode(error) === '55P03'
}

/** Whether a retry can succeed. */
export function isTransient(error: unknown): boolean {
  return isDatabaseUnavailable(error) || isTransactionConflict(error)
}

/** The SQLSTATE or system code of an error, such as `23505` or `ENOENT`; empty without one. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
