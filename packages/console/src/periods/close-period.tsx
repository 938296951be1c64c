import { client, resultOf } from '../client.ts'
import { DialogForm } from '../ui/dialog-form.tsx'

interface Props {
  onSent: () => void
  onClose: () => void
}

export function ClosePeriod({ onSent, onClose }: Props) {
  return (
    <DialogForm
      title="Close days"
      action="Close days"
      send={closePeriod}
      onSent={onSent}
      onClose={onClose}
    >
      <p>
        Closes all days through one that has ended: no settlement is published for them, and no
        import changes them, until they are reopened. It is kept in the journal.
      </p>
      <label>
        Last day to close
        <input name="through" type="date" required />
      </label>
      <label>
        Time zone of the day
        <input name="timezone" placeholder="As the service is set, such as Europe/Rome" />
      </label>
      <label>
        Reason
        <input name="reason" maxLength={500} />
      </label>
      <label>
        <input type="checkbox" name="force" />
        Close also days that are not settled as they are; the journal names them
      </label>
    </DialogForm>
  )
}

function closePeriod(fields: FormData, idempotencyKey: string) {
  const timezone = String(fields.get('timezone')).trim()
  const reason = String(fields.get('reason')).trim()
  return resultOf(
    client.POST('/periods/close', {
      params: { header: { 'idempotency-key': idempotencyKey } },
      body: {
        through: String(fields.get('through')),
        ...(timezone === '' ? {} : { timezone }),
        ...(reason === '' ? {} : { reason }),
        ...(fields.has('force') ? { force: true } : {}),
      },
    }),
  )
}
