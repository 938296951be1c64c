import { useRoute } from 'preact-iso'
import { client, resultOf } from '../client.ts'
import { formatCount } from '../format/money.ts'
import { Time } from '../format/time.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { usePage } from '../ui/page.tsx'
import { Pager } from '../ui/pager.tsx'
import { useQuery } from '../ui/use-query.ts'
import { useResource } from '../ui/use-resource.ts'
import { ImportCounts } from './import-counts.tsx'
import { RejectTable } from './reject-table.tsx'

export function ImportPage() {
  const { id = '' } = useRoute().params
  const found = useResource(id, () =>
    resultOf(client.GET('/imports/{id}', { params: { path: { id } } })),
  )
  return (
    <>
      {usePage(`Import of ${found.data?.file_name ?? 'a file'}`)}
      <Loaded resource={found}>
        {(shown) => (
          <>
            <dl class="facts">
              <dt>Status</dt>
              <dd>{shown.status === 'COMPLETED' ? 'Imported' : 'Refused: nothing was kept'}</dd>
              <dt>Format</dt>
              <dd>
                {shown.format}, {shown.content_type}
              </dd>
              <dt>Sent</dt>
              <dd>
                <Time at={shown.created_at} /> by {shown.created_by ?? 'somebody without a key'}
              </dd>
              <dt>Bytes</dt>
              <dd>{formatCount(shown.bytes)}</dd>
              <dt>SHA-256</dt>
              <dd>{shown.sha256 ?? '–'}</dd>
            </dl>
            <ImportCounts counts={shown} />
            {shown.rejected_count > 0 && <Rejects id={id} />}
          </>
        )}
      </Loaded>
    </>
  )
}

function Rejects({ id }: { id: string }) {
  const query = useQuery()
  const { cursor } = query.values
  const rejects = useResource(`${id} ${cursor}`, () =>
    resultOf(
      client.GET('/imports/{id}/rejects', {
        params: { path: { id }, query: cursor ? { cursor } : {} },
      }),
    ),
  )
  return (
    <section aria-labelledby="rejects">
      <h2 id="rejects">Refused lines</h2>
      <Loaded resource={rejects}>
        {(page) => (
          <>
            <RejectTable rejected={page.rejects} count={page.rejects.length} />
            <Pager query={query} next={page.next_cursor} />
          </>
        )}
      </Loaded>
    </section>
  )
}
