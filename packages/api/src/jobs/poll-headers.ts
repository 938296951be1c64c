/** Where to read a job, and after how many seconds. */
export function pollHeaders(jobId: string): Record<string, string> {
  return { location: `/jobs/${jobId}`, 'retry-after': '1' }
}

/** Describes `pollHeaders`. */
export const pollHeadersDescribed = {
  location: 'Path of the job, /jobs/{id}',
  'retry-after': 'Seconds',
}
