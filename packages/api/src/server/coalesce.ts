/**
 * Shares loads of the same key. A call while one runs waits for the next one, which all such calls share: no call
 * gets what was read before it was made, and at most one load of a key runs at a time.
 *
 * @param load if it fails, so does each call that shares it
 */
export function coalesce<Result>(
  load: (key: string) => Promise<Result>,
): (key: string) => Promise<Result> {
  const running = new Map<string, Promise<Result>>()
  const next = new Map<string, Promise<Result>>()

  return (key) => {
    const current = running.get(key)
    if (!current) return start(key)
    const waiting = next.get(key) ?? settled(current).then(() => start(key))
    next.set(key, waiting)
    return waiting
  }

  function start(key: string): Promise<Result> {
    next.delete(key)
    const loading = load(key).finally(() => {
      if (!next.has(key)) running.delete(key)
    })
    running.set(key, loading)
    return loading
  }
}

async function settled(promise: Promise<unknown>): Promise<void> {
  await Promise.allSettled([promise])
}
