import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { Problem, Result } from '../client.ts'

export interface Resource<Data> {
  /** What was loaded last. */
  data?: Data
  /** Of that data. */
  etag: string | null
  /** Why the last load failed. */
  problem?: Problem
  /** Loads again now. */
  reload: () => void
  /** Shows newer data that came another way. */
  replace: (data: Data) => void
}

interface State<Data> extends Omit<Resource<Data>, 'reload' | 'replace'> {
  key: string
}

/**
 * Loads data when a page is shown, when `key` changes, and at an interval while the page is visible.
 *
 * @param key what the data depends on
 * @param everyMs undefined to load once
 */
export function useResource<Data>(
  key: string,
  load: () => Promise<Result<Data>>,
  everyMs?: number,
): Resource<Data> {
  const [state, setState] = useState<State<Data>>({ key, etag: null })
  const latest = useRef({ key, load })
  latest.current = { key, load }
  /** How often newer data came another way. */
  const replaced = useRef(0)

  const reload = useCallback(async () => {
    const asked = latest.current.key
    const replacedBefore = replaced.current
    const result = await latest.current.load()
    // The page may show something else by now, or something newer.
    if (asked !== latest.current.key || replacedBefore !== replaced.current) return
    setState((before) => ({
      key: asked,
      etag: null,
      ...(result.problem
        ? { ...(before.key === asked ? before : {}), key: asked, problem: result.problem }
        : { data: result.data, etag: result.etag }),
    }))
  }, [])

  useEffect(() => {
    void reload()
    if (everyMs === undefined) return undefined
    const timer = setInterval(() => {
      if (!document.hidden) void reload()
    }, everyMs)
    return () => clearInterval(timer)
  }, [key, everyMs, reload])

  const replace = useCallback((data: Data) => {
    replaced.current++
    setState({ key: latest.current.key, data, etag: null })
  }, [])
  return { ...(state.key === key ? state : { etag: null }), reload, replace }
}
