/** Where to read a job, and after how many seconds. */
export function pollHeaders(jobId: string): Record<string, string> {
  return { location: `/jobs/${jobId}`, 'retry-after': '1' }
}

/** What `pollHeaders` adds, for the document. */
export const pollHeadersDescribed = {
  location: 'Where to watch it, /jobs/{id}',
  'retry-after': 'Seconds',
}
