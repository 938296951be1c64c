import type { Job } from '@order-settlement/client'
import { useState } from 'preact/hooks'
import { client, type Problem, resultOf } from '../client.ts'
import { ProblemNote } from '../ui/problem-note.tsx'

/** Of a signed link that is copied, in seconds. */
const lifetime = 24 * 60 * 60

/** The files of a completed job; a dry run has none. */
export function Downloads({ job }: { job: Job }) {
  const [link, setLink] = useState('')
  const [problem, setProblem] = useState<Problem>()
  const copy = async () => {
    const result = await resultOf(
      client.POST('/jobs/{id}/download-url', {
        params: { path: { id: job.job_id } },
        body: { lifetime },
      }),
    )
    setProblem(result.problem)
    if (!result.data) return
    const signed = new URL(result.data.url, location.origin).href
    setLink(signed)
    // Refused where the page is not served over HTTPS; the link is shown anyway.
    await navigator.clipboard?.writeText(signed).catch(() => undefined)
  }
  const { download_url: url } = job
  if (job.dry_run) return null
  return (
    <section aria-labelledby="downloads">
      <h2 id="downloads">Download</h2>
      {url ? (
        <p class="actions">
          <a href={url} download>
            CSV
          </a>
          <a href={`${url}?format=excel`} download>
            CSV for Excel
          </a>
          <button type="button" class="secondary" onClick={copy}>
            Copy a link that needs no key for a day
          </button>
        </p>
      ) : (
        <p>The file is no longer kept. Settle the days again for a new one.</p>
      )}
      {problem && <ProblemNote problem={problem} />}
      {link && (
        <p role="status">
          Copied: <code class="breaks">{link}</code>
        </p>
      )}
    </section>
  )
}
