import { isIP } from 'node:net'

/** The entries of a comma-separated setting. */
export function splitList(text: string): string[] {
  return text.split(',').map((entry) => entry.trim())
}

/** Whether each entry is an origin as browsers send it: no path, no default port, lower case. */
export function isOriginList(text: string): boolean {
  return splitList(text).every(
    (entry) => /^https?:[^*]+$/.test(entry) && URL.parse(entry)?.origin === entry,
  )
}

const namedNetworks = ['loopback', 'linklocal', 'uniquelocal']

/** Whether each entry is an address, a network such as 10.0.0.0/8, or a name that Fastify knows. */
export function isNetworkList(text: string): boolean {
  return splitList(text).every((entry) => namedNetworks.includes(entry) || isNetwork(entry))
}

function isNetwork(text: string): boolean {
  const [, address = '', prefix] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? []
  const bits = { 4: 32, 6: 128 }[isIP(address)]
  if (bits === undefined || address.includes('%')) return false
  // A prefix of 0 would trust every address.
  return prefix === undefined || (Number(prefix) >= 1 && Number(prefix) <= bits)
}
