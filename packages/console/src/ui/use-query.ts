import { useLocation } from 'preact-iso'

/** The filters and the page of a list, which the URL keeps. */
export interface Query {
  values: Record<string, string>
  /** Changes some of them; an empty value removes one. */
  change: (values: Record<string, string>) => void
}

export function useQuery(): Query {
  const { path, query, route } = useLocation()
  return {
    values: query,
    change(values) {
      const entries = Object.entries({ ...query, ...values }).filter(([, value]) => value !== '')
      const search = new URLSearchParams(entries).toString()
      route(search ? `${path}?${search}` : path)
    },
  }
}
