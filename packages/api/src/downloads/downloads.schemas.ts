import Type, { type Static } from 'typebox'
import { exampleJob } from '../jobs/jobs.schemas.ts'

export const DownloadUrlRequest = Type.Object(
  {
    lifetime: Type.Integer({
      minimum: 1,
      maximum: 7 * 24 * 60 * 60,
      description: 'Seconds until the URL expires',
    }),
  },
  { $id: 'DownloadUrlRequest', additionalProperties: false, examples: [{ lifetime: 3600 }] },
)

const exampleSignature = 'mGZ6B7YbQF1n3jv8eT0uWkqR5xA2cHdL9sPpVwNfKzE'
export const SignedUrl = Type.Object(
  { url: Type.String(), expires_at: Type.String({ format: 'date-time' }) },
  {
    $id: 'SignedUrl',
    examples: [
      {
        url: `/downloads/${exampleJob.job_id}.csv?expires=1795348800&signature=${exampleSignature}`,
        expires_at: '2026-11-22T12:00:00.000Z',
      },
    ],
  },
)
export type SignedUrl = Static<typeof SignedUrl>
