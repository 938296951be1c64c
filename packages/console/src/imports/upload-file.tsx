import { useState } from 'preact/hooks'
import { may } from '../access/access.ts'
import type { Result } from '../client.ts'
import { formatCount } from '../format/money.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import type { Sent } from './fetch-upload.ts'
import { ImportCounts } from './import-counts.tsx'
import { Preview } from './preview.tsx'
import { RejectTable } from './reject-table.tsx'
import type { ImportResult, Options, Rejection } from './send-file.ts'
import { useUpload } from './use-upload.ts'

const formats: Record<Options['format'], string> = {
  standard: 'The columns of this service',
  'stripe-balance': "Stripe's itemised balance report",
  'adyen-settlement': "Adyen's settlement detail report",
}

/** Tries a file without keeping anything, and imports it. */
export function UploadFile() {
  const [file, setFile] = useState<File>()
  const { sent, result, send } = useUpload(file)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const button = event.submitter as HTMLButtonElement
    void send({ ...readOptions(form), dry_run: button.value === 'try' })
  }
  return (
    <section aria-labelledby="upload">
      <h2 id="upload">Import a file</h2>
      <form onSubmit={submit}>
        <label>
          CSV or NDJSON file, also gzipped; drop it here
          <input
            name="file"
            type="file"
            class="drop"
            required
            disabled={sent !== undefined}
            accept=".csv,.ndjson,.jsonl,.gz,text/csv"
            onChange={({ currentTarget: { files } }) => setFile(files?.[0])}
          />
        </label>
        {file && <Preview file={file} />}
        <Fields />
        <p class="actions">
          <button type="submit" value="try" class="secondary" disabled={sent !== undefined}>
            Try it, keep nothing
          </button>
          <button type="submit" value="import" disabled={sent !== undefined}>
            Import
          </button>
        </p>
      </form>
      {sent && <Progress sent={sent} />}
      {result && <Outcome result={result} />}
    </section>
  )
}

/** A bar of what is sent; without a value once all is, while the service checks it. */
function Progress({ sent: { bytes, total } }: { sent: Sent }) {
  if (bytes >= total) return <progress aria-label="The file is checked" />
  return (
    <label>
      {formatCount(bytes)} of {formatCount(total)} bytes are sent
      <progress value={bytes} max={total} />
    </label>
  )
}

function Fields() {
  return (
    <div class="filters">
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
    const { import_id, rejected = [], rejected_count = 0 } = problem as Rejection
    return (
      <>
        <ProblemNote problem={problem} />
        {import_id && may('settlements:read') && (
          <p>
            <a href={`/console/imports/${import_id}`}>The refused import</a>
          </p>
        )}
        {rejected.length > 0 && <RejectTable rejected={rejected} count={rejected_count} />}
      </>
    )
  }
  return (
    <div role="status">
      <p>
        {data.import_id === null ? (
          'Nothing was kept. The import would be:'
        ) : may('settlements:read') ? (
          <a href={`/console/imports/${data.import_id}`}>Imported</a>
        ) : (
          'Imported'
        )}
      </p>
      <ImportCounts counts={data} />
      {data.rejected.length > 0 && (
        <RejectTable rejected={data.rejected} count={data.rejected_count} />
      )}
    </div>
  )
}
