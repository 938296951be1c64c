/** Paths that orchestrators and monitors poll. They are exempt from the rate limit and from load shedding. */
export const probePaths: ReadonlySet<string | undefined> = new Set([
  '/health',
  '/health/live',
  '/health/ready',
  '/metrics',
])
