import type { Query } from './use-query.ts'

interface Props {
  query: Query
  /** The parameter of the URL. */
  name: string
  label: string
}

/** Filters a list by a text; the list begins at its first page again. */
export function TextFilter({
  query,
  name,
  label,
  inputMode = 'text',
}: Props & { inputMode?: 'text' | 'numeric' }) {
  return (
    <label>
      {label}
      <input
        name={name}
        inputMode={inputMode}
        value={query.values[name] ?? ''}
        onChange={({ currentTarget: { value } }) =>
          query.change({ [name]: value.trim(), cursor: '' })
        }
      />
    </label>
  )
}

/** Filters a list by one of some values, or by none. */
export function SelectFilter({
  query,
  name,
  label,
  options,
}: Props & { options: Record<string, string> }) {
  return (
    <label>
      {label}
      <select
        name={name}
        value={query.values[name] ?? ''}
        onChange={({ currentTarget: { value } }) => query.change({ [name]: value, cursor: '' })}
      >
        <option value="">Any</option>
        {Object.entries(options).map(([value, shown]) => (
          <option key={value} value={value}>
            {shown}
          </option>
        ))}
      </select>
    </label>
  )
}

/** Filters a list by a day. */
export function DayFilter({ query, name, label }: Props) {
  return (
    <label>
      {label}
      <input
        name={name}
        type="date"
        value={query.values[name] ?? ''}
        onChange={({ currentTarget: { value } }) => query.change({ [name]: value, cursor: '' })}
      />
    </label>
  )
}
