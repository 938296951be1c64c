import type { Job } from '@order-settlement/client'
import { useState } from 'preact/hooks'
import { may } from '../access/access.ts'
import { client, resultOf } from '../client.ts'
import { DialogForm } from '../ui/dialog-form.tsx'

/** Cancels a job that runs, or retries one that did not complete. */
export function JobActions({ job, reload }: { job: Job; reload: () => void }) {
  const [open, setOpen] = useState(false)
  const { status, job_id: id } = job
  if (!may('settlements:write') || status === 'COMPLETED') return null
  const runs = status === 'QUEUED' || status === 'RUNNING'
  const params = { params: { path: { id } } }
  const send = () =>
    resultOf<unknown>(
      runs ? client.POST('/jobs/{id}/cancel', params) : client.POST('/jobs/{id}/retry', params),
    )
  const action = runs ? 'Cancel the job' : 'Retry'
  return (
    <p class="actions">
      <button type="button" class="secondary" onClick={() => setOpen(true)}>
        {action}
      </button>
      {open && (
        <DialogForm
          title={`${action}: ${job.from} to ${job.to}`}
          action={action}
          send={send}
          onSent={() => {
            setOpen(false)
            reload()
          }}
          onClose={() => setOpen(false)}
        >
          <p>
            {runs
              ? 'Nothing of this job will be published. What is summed is kept for a retry.'
              : 'Continues with what is summed already, and replaces what these days were settled as.'}
          </p>
        </DialogForm>
      )}
    </p>
  )
}
