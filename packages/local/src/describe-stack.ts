export interface Addresses {
  /** Of the API. */
  url: string
  /** Of the database; its password is shown, so only for the embedded one. */
  databaseUrl: string
  settlementDir: string
  /** Undefined where the database is somebody else's. */
  dataDir?: string | undefined
}

/** What is where, and three commands to begin with. */
export function describeStack({ url, databaseUrl, settlementDir, dataDir }: Addresses): string {
  const post = (path: string, body: object) =>
    `curl -s ${url}${path} -H 'content-type: application/json' -d '${JSON.stringify(body)}'`
  return `
  API         ${url}
  PostgreSQL  ${dataDir ? databaseUrl : withoutPassword(databaseUrl)}
  CSV files   ${settlementDir}
${dataDir ? `  Data        ${dataDir}\n` : ''}
Try an order, a settlement of January 2025, and how far that is (with its job_id):

  ${post('/orders', { product_id: 1, quantity: 1, buyer_id: 'user-123' })}
  ${post('/jobs/settlement', { from: '2025-01-01', to: '2025-01-31' })}
  curl -s ${url}/jobs/JOB_ID

Ctrl-C stops everything.
`
}

function withoutPassword(url: string): string {
  const shown = URL.parse(url)
  if (!shown) return '(see DATABASE_URL)'
  shown.password = ''
  return shown.href
}
