import { isWildcard, type Listener } from './choose-listener.ts'
import { databaseUrlFile } from './postgres/password.ts'

export interface Addresses {
  api: Listener
  databaseUrl: string
  /** The folder or the bucket. */
  csvFiles: string
  /** Undefined where the database is somebody else's. */
  dataDir?: string | undefined
  /** Whether callers need an API key. */
  needsKey: boolean
}

/** Where a client on this machine reaches the API. */
export function urlOf({ address, port }: Listener): string {
  if (isWildcard(address)) return `http://127.0.0.1:${port}`
  return `http://${address.includes(':') ? `[${address}]` : address}:${port}`
}

/** What is where, and three commands to begin with. */
export function describeStack(addresses: Addresses): string {
  const { api, databaseUrl, csvFiles, dataDir, needsKey } = addresses
  const url = urlOf(api)
  const curl = needsKey ? 'curl -s -H "authorization: Bearer $KEY"' : 'curl -s'
  const post = (path: string, body: object) =>
    `${curl} ${url}${path} -H 'content-type: application/json' -d '${JSON.stringify(body)}'`
  return `
  Console     ${url}/console/
  API         ${url}${isWildcard(api.address) ? ' (and every other address of this machine)' : ''}
  PostgreSQL  ${withoutPassword(databaseUrl)}
${dataDir ? `  Password    in the URL in ${databaseUrlFile(dataDir)}\n` : ''}  CSV files   ${csvFiles}
${dataDir ? `  Data        ${dataDir}\n` : ''}
Try an order, a settlement of January 2025, and how far that is (with its job_id${needsKey ? ', and an API key as $KEY' : ''}):

  ${post('/orders', { product_id: 1, quantity: 1, buyer_id: 'user-123' })}
  ${post('/jobs/settlement', { from: '2025-01-01', to: '2025-01-31' })}
  ${curl} ${url}/jobs/JOB_ID

Ctrl-C stops everything.
`
}

function withoutPassword(url: string): string {
  const shown = URL.parse(url)
  if (!shown) return '(see DATABASE_URL)'
  shown.password = ''
  return shown.href
}
