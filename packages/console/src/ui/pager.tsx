import type { Query } from './use-query.ts'

/** Leads to the next page of a list by its cursor; the browser's back button leads to the one before. */
export function Pager({ query, next }: { query: Query; next: string | null }) {
  const { cursor } = query.values
  if (!cursor && next === null) return null
  return (
    <nav aria-label="Pages of the list" class="pager">
      <button
        type="button"
        class="secondary"
        disabled={!cursor}
        onClick={() => query.change({ cursor: '' })}
      >
        First page
      </button>
      <button
        type="button"
        class="secondary"
        disabled={next === null}
        onClick={() => query.change({ cursor: next ?? '' })}
      >
        Next page
      </button>
    </nav>
  )
}
