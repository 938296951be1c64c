import { useState } from 'preact/hooks'
import type { Problem } from '../client.ts'
import { usePage } from '../ui/page.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { signIn } from './access.ts'

export function SignIn() {
  const [problem, setProblem] = useState<Problem>()
  const heading = usePage('Sign in')
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget as HTMLFormElement)
    const result = await signIn(String(fields.get('key')).trim())
    setProblem(result.problem)
  }
  return (
    <article class="narrow">
      {heading}
      <form onSubmit={submit}>
        <label>
          API key
          <input name="key" type="password" required autocomplete="off" spellcheck={false} />
        </label>
        <small>The browser keeps a session of an hour, and not the key.</small>
        {problem && <ProblemNote problem={problem} />}
        <button type="submit">Sign in</button>
      </form>
    </article>
  )
}
