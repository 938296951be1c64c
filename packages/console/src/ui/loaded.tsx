import type { ComponentChildren } from 'preact'
import { ProblemNote } from './problem-note.tsx'
import type { Resource } from './use-resource.ts'

interface Props<Data> {
  resource: Resource<Data>
  children: (data: Data) => ComponentChildren
}

/** Shows loaded data; until then that it is loading, or why it is not there. */
export function Loaded<Data>({ resource, children }: Props<Data>) {
  const { data, problem, reload } = resource
  return (
    <>
      {problem && <ProblemNote problem={problem} retry={reload} />}
      {data !== undefined && children(data)}
      {data === undefined && !problem && (
        <p role="status" aria-busy="true">
          Loading …
        </p>
      )}
    </>
  )
}
