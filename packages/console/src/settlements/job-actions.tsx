import type { Job } from '@order-settlement/client'
import { useState } from 'preact/hooks'
import { isBound, may } from '../access/access.ts'
import { client, resultOf } from '../client.ts'
import { DialogForm } from '../ui/dialog-form.tsx'

const actions = {
  cancel: {
    name: 'Cancel the job',
    path: '/jobs/{id}/cancel',
    effect: 'Nothing of this job will be published. What is summed is kept for a retry.',
    dryEffect: 'Nothing will be compared. What is summed is kept for a retry.',
  },
  retry: {
    name: 'Retry',
    path: '/jobs/{id}/retry',
    effect: 'Continues with what is summed already, and replaces what these days were settled as.',
    dryEffect: 'Continues with what is summed already, and compares. It publishes nothing.',
  },
} as const

/** Cancels a job that runs, or retries one that did not complete. */
export function JobActions({ job, reload }: { job: Job; reload: () => void }) {
  // What was opened: the job may end while its dialog is open.
  const [open, setOpen] = useState<keyof typeof actions>()
  const { status, job_id: id, from, to, dry_run } = job
  if (!may('settlements:write') || isBound()) return null
  const offered = status === 'QUEUED' || status === 'RUNNING' ? 'cancel' : 'retry'
  const close = () => setOpen(undefined)
  const opened = open && actions[open]
  return (
    <p class="actions">
      {status !== 'COMPLETED' && (
        <button type="button" class="secondary" onClick={() => setOpen(offered)}>
          {actions[offered].name}
        </button>
      )}
      {opened && (
        <DialogForm
          title={`${opened.name}: ${from} to ${to}`}
          action={opened.name}
          send={() => resultOf<unknown>(client.POST(opened.path, { params: { path: { id } } }))}
          onSent={() => {
            close()
            reload()
          }}
          onClose={close}
        >
          <p>{dry_run ? opened.dryEffect : opened.effect}</p>
        </DialogForm>
      )}
    </p>
  )
}
