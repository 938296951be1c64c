import type { Job, JobStatus } from '@order-settlement/client'
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { isBound, may } from '../access/access.ts'
import { client, resultOf } from '../client.ts'
import { Time } from '../format/time.tsx'
import type { Column } from '../ui/data-table.tsx'
import { SelectFilter } from '../ui/filters.tsx'
import { usePage } from '../ui/page.tsx'
import { PagedTable } from '../ui/paged-table.tsx'
import { useQuery } from '../ui/use-query.ts'
import { useResource } from '../ui/use-resource.ts'
import { Calendar } from './calendar.tsx'
import { JobLink } from './job-link.tsx'
import { jobStatusNames } from './job-status-names.ts'
import { StartSettlement } from './start-settlement.tsx'

/** What is settled, and the jobs that settle, the newest first. */
export function SettlementsPage() {
  const query = useQuery()
  const { route } = useLocation()
  const [starting, setStarting] = useState(false)
  const { status, cursor } = query.values
  const jobs = useResource(
    `${status} ${cursor}`,
    () =>
      resultOf(
        client.GET('/jobs', {
          params: {
            query: {
              ...(status ? { status: status as JobStatus } : {}),
              ...(cursor ? { cursor } : {}),
            },
          },
        }),
      ),
    // The newest come first, so only the first page changes.
    cursor ? undefined : 2_000,
  )
  return (
    <>
      {usePage('Settlements')}
      <Calendar />
      <h2>Jobs</h2>
      <search class="filters">
        <SelectFilter query={query} name="status" label="Status" options={jobStatusNames} />
        {may('settlements:write') && !isBound() && (
          <button type="button" onClick={() => setStarting(true)}>
            Settle days
          </button>
        )}
      </search>
      <PagedTable
        name="Jobs"
        resource={jobs}
        query={query}
        rows={(page) => page.jobs}
        rowKey={({ job_id }) => job_id}
        columns={columns}
        empty="There are no such jobs."
      />
      {starting && (
        <StartSettlement
          onClose={() => setStarting(false)}
          onStarted={(id) => route(`/console/settlements/${id}`)}
        />
      )}
    </>
  )
}

const columns: Column<Job>[] = [
  { name: 'Days', cell: (job) => <JobLink job={job} /> },
  { name: 'Time zone', cell: ({ timezone }) => timezone },
  { name: 'Status', cell: ({ status }) => jobStatusNames[status] },
  { name: 'Done', kind: 'number', cell: ({ progress }) => `${progress} %` },
  { name: 'Started by', cell: ({ created_by }) => created_by ?? '–' },
  { name: 'Created', cell: ({ created_at }) => <Time at={created_at} /> },
  { name: 'Finished', cell: ({ finished_at }) => <Time at={finished_at} /> },
]
