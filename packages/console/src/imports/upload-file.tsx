import { useState } from 'preact/hooks'
import type { Result } from '../client.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import { ImportCounts } from './import-counts.tsx'
import { RejectTable } from './reject-table.tsx'
import { type ImportResult, type Options, type Rejection, sendFile } from './send-file.ts'

const formats: Record<Options['format'], string> = {
  standard: 'The columns of this service',
  'stripe-balance': "Stripe's itemised balance report",
  'adyen-settlement': "Adyen's settlement detail report",
}

/** Tries a file without keeping anything, and imports it. */
export function UploadFile() {
  const [busy, setBusy] = useState(false)
  const [result, setResult] = useState<Result<ImportResult>>()
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const button = event.submitter as HTMLButtonElement
    const options = { ...readOptions(form), dry_run: button.value === 'try' }
    setBusy(true)
    setResult(undefined)
    setResult(await sendFile(form.get('file') as File, options, crypto.randomUUID()))
    setBusy(false)
  }
  return (
    <section aria-labelledby="upload">
      <h2 id="upload">Import a file</h2>
      <form onSubmit={submit}>
        <Fields />
        <p class="actions">
          <button type="submit" value="try" class="secondary" disabled={busy}>
            Try it, keep nothing
          </button>
          <button type="submit" value="import" disabled={busy}>
            Import
          </button>
        </p>
      </form>
      {busy && <progress aria-label="The file is sent and checked" />}
      {result && <Outcome result={result} />}
    </section>
  )
}

function Fields() {
  return (
    <div class="filters">
      <label>
        CSV or NDJSON file, also gzipped; drop it here
        <input name="file" type="file" required accept=".csv,.ndjson,.jsonl,.gz,text/csv" />
      </label>
      <label>
        Format
        <select name="format">
          {Object.entries(formats).map(([name, shown]) => (
            <option key={name} value={name}>
              {shown}
            </option>
          ))}
        </select>
      </label>
      <label>
        Merchant of a provider's report
        <input name="merchant_id" maxLength={128} />
      </label>
      <label>
        Time zone of a provider's report
        <input name="timezone" placeholder="Europe/Rome" />
      </label>
      <label>
        Bad lines
        <select name="on_error">
          <option value="reject">Refuse the file</option>
          <option value="skip">Skip them</option>
        </select>
      </label>
      <label>
        Transactions stored with other content
        <select name="on_conflict">
          <option value="reject">Are bad lines</option>
          <option value="update">Are changed</option>
        </select>
      </label>
    </div>
  )
}

function readOptions(form: FormData): Omit<Options, 'dry_run'> {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  return {
    format: text('format') as Options['format'],
    merchant_id: text('merchant_id'),
    timezone: text('timezone'),
    on_error: text('on_error') as Options['on_error'],
    on_conflict: text('on_conflict') as Options['on_conflict'],
  }
}

function Outcome({ result: { data, problem } }: { result: Result<ImportResult> }) {
  if (problem) {
    const { rejected = [], rejected_count = 0 } = problem as Rejection
    return (
      <>
        <ProblemNote problem={problem} />
        {rejected.length > 0 && <RejectTable rejected={rejected} count={rejected_count} />}
      </>
    )
  }
  return (
    <div role="status">
      <p>
        {data.import_id === null ? (
          'Nothing was kept. The import would be:'
        ) : (
          <a href={`/console/imports/${data.import_id}`}>Imported</a>
        )}
      </p>
      <ImportCounts counts={data} />
      {data.rejected.length > 0 && (
        <RejectTable rejected={data.rejected} count={data.rejected_count} />
      )}
    </div>
  )
}
