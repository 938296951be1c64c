import { toField } from './form-fields.ts'
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
  none = 'Any',
  options,
}: Props & { options: Record<string, string>; none?: string }) {
  return (
    <label>
      {label}
      <select
        name={name}
        value={query.values[name] ?? ''}
        onChange={({ currentTarget: { value } }) => query.change({ [name]: value, cursor: '' })}
      >
        <option value="">{none}</option>
        {Object.entries(options).map(([value, shown]) => (
          <option key={value} value={value}>
            {shown}
          </option>
        ))}
      </select>
    </label>
  )
}

/** @param usual the day while the URL has none */
export function DayFilter({ query, name, label, usual = '' }: Props & { usual?: string }) {
  return (
    <label>
      {label}
      <input
        name={name}
        type="date"
        value={query.values[name] ?? usual}
        onChange={({ currentTarget: { value } }) => query.change({ [name]: value, cursor: '' })}
      />
    </label>
  )
}

/** Filters a list by a time. The URL has the instant, so that a link means the same in another zone. */
export function TimeFilter({ query, name, label }: Props) {
  return (
    <label>
      {label}
      <input
        name={name}
        type="datetime-local"
        // A year that is half typed is before.
        min="1970-01-01T00:00"
        value={toField(query.values[name] ?? null).slice(0, 16)}
        onChange={({ currentTarget: { value, validity } }) => {
          if (validity.valid)
            query.change({ [name]: value && new Date(value).toISOString(), cursor: '' })
        }}
      />
    </label>
  )
}
