import { client, resultOf } from '../client.ts'
import { DialogForm } from '../ui/dialog-form.tsx'

interface Props {
  /** @param id of the job */
  onStarted: (id: string) => void
  onClose: () => void
}

export function StartSettlement({ onStarted, onClose }: Props) {
  const send = (fields: FormData, idempotencyKey: string) => {
    const timezone = String(fields.get('timezone')).trim()
    return resultOf(
      client.POST('/jobs/settlement', {
        params: { header: { 'idempotency-key': idempotencyKey } },
        body: {
          from: String(fields.get('from')),
          to: String(fields.get('to')),
          ...(timezone === '' ? {} : { timezone }),
        },
      }),
    )
  }
  return (
    <DialogForm
      title="Settle days"
      action="Settle"
      send={send}
      onSent={({ job_id }) => onStarted(job_id)}
      onClose={onClose}
    >
      <p>
        Sums the paid transactions of each merchant and day again, and replaces what these days were
        settled as. A day that has not ended yet will change.
      </p>
      <label>
        First day
        <input name="from" type="date" required />
      </label>
      <label>
        Last day
        <input name="to" type="date" required />
      </label>
      <label>
        Time zone of the days
        <input name="timezone" placeholder="As the service is set, such as Europe/Rome" />
      </label>
    </DialogForm>
  )
}
