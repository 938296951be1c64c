import type { Problem } from '../client.ts'

/** A refusal, in the sentence of the service. */
export function ProblemNote({ problem, retry }: { problem: Problem; retry?: () => void }) {
  return (
    <div class="problem" role="alert">
      <p>{problem.detail}</p>
      {problem.errors && problem.errors.length > 1 && (
        <ul>
          {problem.errors.map(({ path, message }) => (
            <li key={path + message}>
              {path} {message}
            </li>
          ))}
        </ul>
      )}
      {retry && (
        <button type="button" class="secondary" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  )
}
