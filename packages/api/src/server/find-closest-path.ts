import { closestMatch } from 'leven'

/** Characters of a path that are compared: the work grows with their square. */
const maxLength = 80

/**
 * Finds the path that a caller probably meant. At most 40 % of its characters differ.
 *
 * @param paths of routes, with parameters as `:name`
 * @returns one of them with parameters as `{name}`; undefined if none is close
 */
export function findClosestPath(path: string, paths: string[]): string | undefined {
  if (path.length > maxLength) return undefined
  const segments = path.toLowerCase().split('/')
  const byExample = new Map(paths.map((it) => [fillIn(it, segments), it]))
  const example = closestMatch(segments.join('/'), [...byExample.keys()], {
    maxDistance: Math.floor(path.length * 0.4),
  })
  return byExample.get(example ?? '')?.replaceAll(/:(\w+)/g, '{$1}')
}

/** Gives each parameter the value of the caller, which can be anything, so that it does not differ. */
function fillIn(path: string, segments: string[]): string {
  const filled = path
    .split('/')
    .map((segment, index) => (segment.startsWith(':') ? segments[index] || segment : segment))
  return filled.join('/')
}
