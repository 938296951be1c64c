import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Problem, Result } from '../client.ts'
import { ProblemNote } from './problem-note.tsx'

interface Props<Data> {
  title: string
  /** The label of the button that sends the form: what it does. */
  action: string
  /**
   * Sends the form.
   *
   * @param idempotencyKey of this form: sent again after a lost answer, it has no second effect
   */
  send: (fields: FormData, idempotencyKey: string) => Promise<Result<Data>>
  /** After it was accepted, with the answer. */
  onSent: (data: Data) => void
  onClose: () => void
  children: ComponentChildren
}

/** A form in a dialog. A refusal is shown in it, and what was typed stays. */
export function DialogForm<Data>({ title, action, send, onSent, onClose, children }: Props<Data>) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  useEffect(() => {
    const { current } = dialog
    current?.showModal()
    current?.querySelector('input')?.focus()
  }, [])

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    setBusy(true)
    const result = await send(new FormData(event.currentTarget as HTMLFormElement), idempotencyKey)
    setBusy(false)
    setProblem(result.problem)
    if (result.problem) return
    // Closed before it is removed: the button that opened it gets the focus back.
    dialog.current?.close()
    onSent(result.data)
  }

  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby="dialog-title">
      <article>
        <h2 id="dialog-title">{title}</h2>
        <form onSubmit={submit}>
          {children}
          {problem && <ProblemNote problem={problem} />}
          <footer>
            <button type="button" class="secondary" onClick={() => dialog.current?.close()}>
              Close
            </button>
            <button type="submit" disabled={busy} aria-busy={busy}>
              {action}
            </button>
          </footer>
        </form>
      </article>
    </dialog>
  )
}
