/** Which of several servers a session may be on, as libpq's `target_session_attrs` defines it. */
export type SessionTarget = (typeof targets)[number]

export interface ServerUrls {
  /** A URL of one server each, in the order of the list. */
  urls: [string, ...string[]]
  target: SessionTarget
}

/** The others of libpq ask for a server that takes no writes. */
const targets = ['any', 'primary', 'read-write'] as const

const parts = /^(postgres(?:ql)?:\/\/(?:[^/?#]*@)?)([^/?#@]*)(.*)$/is

/**
 * Splits the URL of a list of hosts, such as `postgres://user:password@a:5432,b/appdb?target_session_attrs=read-write`.
 *
 * @param url as libpq reads it; without `target_session_attrs` any server will do
 * @returns undefined if it is no URL of a PostgreSQL, or a host is missing
 * @throws Error, one line without the URL, for another `target_session_attrs`
 */
export function splitServers(url: string): ServerUrls | undefined {
  const [, before = '', hosts = '', after = ''] = parts.exec(url) ?? []
  const parsed = hosts.split(',').map((host) => URL.parse(before + host + after))
  const urls = parsed.flatMap((one) => (one?.hostname ? [one] : []))
  if (urls.length < parsed.length) return undefined
  const target = urls[0]?.searchParams.get('target_session_attrs') ?? 'any'
  if (!isTarget(target))
    throw new Error(
      `target_session_attrs=${JSON.stringify(target)} is not one of ${targets.join(', ')}`,
    )
  if (urls.length === 1 && target === 'any') return { urls: [url], target }
  for (const one of urls) one.searchParams.delete('target_session_attrs')
  const [first = '', ...others] = urls.map(({ href }) => href)
  return { urls: [first, ...others], target }
}

function isTarget(text: string): text is SessionTarget {
  return targets.some((target) => target === text)
}

/** Scheme, hosts and database of a URL that `splitServers` can split; undefined of any other. */
export function withoutSecrets(url: string): string | undefined {
  const [, , hosts = '', after = ''] = parts.exec(url) ?? []
  const shown = hosts.split(',').map((host) => URL.parse(`postgres://${host}${after}`))
  const [first] = shown
  if (!first || shown.some((one) => !one?.host)) return undefined
  const protocol = url.slice(0, url.indexOf('://'))
  return `${protocol}://${shown.map((one) => one?.host).join(',')}${first.pathname}`
}
