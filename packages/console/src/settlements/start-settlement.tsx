import { useState } from 'preact/hooks'
import { client, resultOf } from '../client.ts'
import { DialogForm } from '../ui/dialog-form.tsx'
import { StartEffects } from './start-effects.tsx'

interface Props {
  /** What the fields have at first. */
  days?: { from: string; to: string }
  /** @param id of the job */
  onStarted: (id: string) => void
  onClose: () => void
}

export function StartSettlement({ days = { from: '', to: '' }, onStarted, onClose }: Props) {
  const [wanted, setWanted] = useState({ ...days, timezone: '', dryRun: false })
  const { from, to, timezone, dryRun } = wanted
  const change = (values: Partial<typeof wanted>) => setWanted({ ...wanted, ...values })
  return (
    <DialogForm
      title="Settle days"
      action={dryRun ? 'Try' : 'Settle'}
      send={startSettlement}
      onSent={({ job_id }) => onStarted(job_id)}
      onClose={onClose}
    >
      <p>
        {dryRun
          ? 'Sums the paid transactions of each merchant and day, compares the sums with what is settled, and publishes nothing.'
          : 'Sums the paid transactions of each merchant and day again, and replaces what these days were settled as.'}
      </p>
      <label>
        First day
        <input
          name="from"
          type="date"
          required
          value={from}
          onChange={({ currentTarget: { value } }) => change({ from: value })}
        />
      </label>
      <label>
        Last day
        <input
          name="to"
          type="date"
          required
          value={to}
          onChange={({ currentTarget: { value } }) => change({ to: value })}
        />
      </label>
      <label>
        Time zone of the days
        <input
          name="timezone"
          placeholder="As the service is set, such as Europe/Rome"
          value={timezone}
          onChange={({ currentTarget: { value } }) => change({ timezone: value.trim() })}
        />
      </label>
      <label>
        <input
          type="checkbox"
          name="dry_run"
          checked={dryRun}
          onChange={({ currentTarget: { checked } }) => change({ dryRun: checked })}
        />
        Dry run: only compare
      </label>
      {from !== '' && to !== '' && to < from && <p>The last day is before the first one.</p>}
      {from !== '' && from <= to && (
        <StartEffects from={from} to={to} timezone={timezone} dryRun={dryRun} />
      )}
    </DialogForm>
  )
}

/** Sends what the fields have, which may be newer than what is shown. */
function startSettlement(fields: FormData, idempotencyKey: string) {
  const timezone = String(fields.get('timezone')).trim()
  return resultOf(
    client.POST('/jobs/settlement', {
      params: { header: { 'idempotency-key': idempotencyKey } },
      body: {
        from: String(fields.get('from')),
        to: String(fields.get('to')),
        ...(timezone === '' ? {} : { timezone }),
        ...(fields.has('dry_run') ? { dry_run: true } : {}),
      },
    }),
  )
}
