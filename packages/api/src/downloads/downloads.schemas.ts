import Type, { type Static } from 'typebox'
import { exampleJob } from '../jobs/jobs.schemas.ts'
import { spreadsheetFormats } from './to-spreadsheet.ts'

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

export const DownloadQuery = Type.Object({
  expires: Type.Optional(Type.Integer({ minimum: 0, description: 'From a signed URL' })),
  merchant: Type.Optional(Type.String({ description: 'From a signed URL of one merchant' })),
  signature: Type.Optional(Type.String({ description: 'From a signed URL' })),
  format: Type.Optional(
    Type.Enum([...spreadsheetFormats], {
      description:
        'For a spreadsheet: a byte order mark, CRLF, and amounts as decimals of their currency, so that the columns are gross, fee, net and refund. excel separates cells by commas and has decimal points; excel-semicolon has semicolons and decimal commas, as Excel expects where amounts are written 1,50.',
    }),
  ),
})

// Described for callers: @fastify/static reads them, and ignores what it cannot parse.
export const DownloadHeaders = Type.Object({
  range: Type.Optional(
    Type.String({ description: 'Byte range to send; ignored with format, which has no ranges' }),
  ),
  'if-none-match': Type.Optional(
    Type.String({ description: 'ETag of the copy that the caller has' }),
  ),
  'if-match': Type.Optional(Type.String({ description: 'ETag that the file must have' })),
  'if-modified-since': Type.Optional(
    Type.String({ description: 'Last-Modified of the copy that the caller has' }),
  ),
})
