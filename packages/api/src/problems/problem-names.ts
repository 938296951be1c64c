/** What a problem is called in `type`, the same for every occurrence of its code. */
export function problemType(code: string): string {
  return `/problems/${code.toLowerCase().replaceAll('_', '-')}`
}

/** What a problem is called by people. */
export function problemTitle(code: string): string {
  return code.charAt(0) + code.slice(1).toLowerCase().replaceAll('_', ' ')
}
