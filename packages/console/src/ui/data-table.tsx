import type { ComponentChildren } from 'preact'

export interface Column<Row> {
  name: string
  /** Numbers are aligned by their last digit. */
  kind?: 'number'
  cell: (row: Row) => ComponentChildren
}

interface Props<Row> {
  name: string
  rows: Row[]
  /** Names a row. */
  rowKey: (row: Row) => string | number
  /** The first one names the row. */
  columns: Column<Row>[]
  /** What is said instead of an empty table. */
  empty: string
}

/** A table that scrolls within itself where the window is narrow. */
export function DataTable<Row>({ name, rows, rowKey, columns, empty }: Props<Row>) {
  if (rows.length === 0) return <p>{empty}</p>
  return (
    // What scrolls has to be reached by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: as above
    <fieldset class="scrolls" aria-label={name} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.name} scope="col" class={column.kind}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ name: column, kind, cell }, index) =>
                index === 0 ? (
                  <th key={column} scope="row" class={kind}>
                    {cell(row)}
                  </th>
                ) : (
                  <td key={column} class={kind}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </fieldset>
  )
}
