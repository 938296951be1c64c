import leven from 'leven'

/** Characters of a path that are compared: the work grows with their square. */
const maxLength = 80
/** The part of a path that may differ. What stands for a parameter never differs, so it does not count. */
const maxDifference = 0.4

/**
 * Finds the path that a caller probably meant.
 *
 * @param paths of routes, with parameters as `:name`
 * @returns one of them with parameters as `{name}`; undefined if none is close
 */
export function findClosestPath(path: string, paths: string[]): string | undefined {
  if (path.length > maxLength) return undefined
  const segments = path.toLowerCase().split('/')
  const [closest] = paths
    .map((route) => ({ route, ...compare(route, segments) }))
    .filter(({ distance, length }) => distance <= length * maxDifference)
    .sort((a, b) => a.distance - b.distance)
  return closest?.route.replaceAll(/:(\w+)/g, '{$1}')
}

/** Compares a path with a route whose parameters have the values of the path, since a parameter can be anything. */
function compare(route: string, segments: string[]): { distance: number; length: number } {
  const path = segments.join('/')
  let length = path.length
  const filled = route.split('/').map((segment, index) => {
    const value = segments[index]
    if (!segment.startsWith(':') || !value) return segment
    length -= value.length
    return value
  })
  return { distance: leven(filled.join('/'), path), length }
}
