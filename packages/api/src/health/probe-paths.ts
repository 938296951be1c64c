/** What orchestrators and monitors ask every few seconds, also of a process that is too busy for others. */
export const probePaths: ReadonlySet<string | undefined> = new Set([
  '/health',
  '/health/live',
  '/health/ready',
  '/metrics',
])
