import { client, resultOf } from '../client.ts'
import { DialogForm } from '../ui/dialog-form.tsx'

interface Props {
  closed: { through: string; timezone: string }
  onSent: () => void
  onClose: () => void
}

export function ReopenPeriod({ closed, onSent, onClose }: Props) {
  return (
    <DialogForm
      title="Reopen days"
      action="Reopen days"
      send={reopenPeriod}
      onSent={onSent}
      onClose={onClose}
    >
      <p>
        The days through {closed.through} in {closed.timezone} are closed. Those after the day below
        are open again: they can be settled, and imports may change them.
      </p>
      <label>
        Last day that stays closed
        <input name="through" type="date" max={closed.through} />
        <small>Without it all days are reopened.</small>
      </label>
      <label>
        Reason
        <input name="reason" required maxLength={500} />
      </label>
    </DialogForm>
  )
}

function reopenPeriod(fields: FormData, idempotencyKey: string) {
  const through = String(fields.get('through'))
  return resultOf(
    client.POST('/periods/reopen', {
      params: { header: { 'idempotency-key': idempotencyKey } },
      body: {
        through: through === '' ? null : through,
        reason: String(fields.get('reason')).trim(),
      },
    }),
  )
}
