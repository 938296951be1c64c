import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/db/tables.ts'
import { isRegularFile } from '@order-settlement/storage/folder-store.ts'
import type { AnyStore } from '@order-settlement/storage/open-store.ts'
import { StoreError } from '@order-settlement/storage/settlement-store.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { boundMerchant } from '../access/callers.ts'
import { exampleJob } from '../jobs/jobs.schemas.ts'
import { anyProblems, problems, urlProblems } from '../problems/problem.schemas.ts'
import { ProblemError } from '../problems/problem-error.ts'
import { describeHeaders } from '../server/route-schemas.ts'
import { DownloadHeaders, DownloadQuery } from './downloads.schemas.ts'
import { attachmentHeaders, downloadNotFound, findDownload, openDownload } from './find-download.ts'
import { redirectToFile } from './redirect-to-file.ts'
import { sendMerchantLines } from './send-merchant-lines.ts'
import { sendSpreadsheet } from './send-spreadsheet.ts'
import type { UrlSigner } from './url-signer.ts'

const example = `merchant_id,date,gross_cents,fee_cents,net_cents,txn_count,generated_at,unique_run_id,refund_cents,refund_count,currency
merchant_0001,2025-01-09,758217,22903,735314,31,2026-11-22T12:00:01.180000Z,${exampleJob.job_id},0,0,USD
`
const csv = { 'text/csv': { schema: Type.String(), example } }

const downloadSchema = {
  operationId: 'downloadSettlement',
  summary: 'Download the CSV file of a completed job',
  description:
    'A line for each merchant and day, by merchant and date. refund_cents is what refunds took, as a positive number; gross_cents has it subtracted already. A key that is bound to one merchant gets its lines only. Files of jobs that completed before the service counted refunds end with unique_run_id. If the service keeps its files in an object storage, it redirects to the file there, but sends what it makes of the file by itself.',
  tags: ['settlements'],
  params: Type.Object({
    name: Type.String({
      description: 'The id of the job, followed by .csv',
      examples: [`${exampleJob.job_id}.csv`],
    }),
  }),
  querystring: DownloadQuery,
  headers: DownloadHeaders,
  response: {
    200: { description: 'The file', content: csv },
    302: {
      description: 'The file is in an object storage',
      type: 'null',
      headers: describeHeaders({ location: 'A URL that is valid for a minute and needs no key' }),
    },
    206: { description: 'The requested range', content: csv },
    304: { description: 'The file has not changed', type: 'null' },
    ...problems(
      ...urlProblems,
      'FORBIDDEN',
      'DOWNLOAD_URL_INVALID',
      'DOWNLOAD_URL_EXPIRED',
      'DOWNLOAD_NOT_FOUND',
      'PRECONDITION_FAILED',
      'RANGE_NOT_SATISFIABLE',
      'STORE_UNAVAILABLE',
      ...anyProblems,
    ),
  },
}

declare module 'fastify' {
  interface FastifyReply {
    /** File name in Content-Disposition. */
    downloadName: string
  }
}

interface Options {
  db: Database
  signer: UrlSigner
  store: AnyStore
  /** Of days that were settled before currencies were kept. */
  currency: string
}

export const downloadRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { currency, store } = options
  const sendFile = await createFileSender(app, store)

  // Any other path under the prefix, and a file that was removed after the check.
  app.setNotFoundHandler(() => {
    throw downloadNotFound()
  })
  app.setErrorHandler((error) => {
    if (!(error instanceof StoreError)) throw error
    throw new ProblemError('STORE_UNAVAILABLE', undefined, undefined, { cause: error })
  })

  app.get(
    '/:name',
    {
      schema: downloadSchema,
      config: { scope: 'settlements:read', merchantKeys: 'limited', orSigned: true },
    },
    async (request, reply) => {
      const { name } = request.params
      const { signature, format, ...claims } = request.query
      if (signature !== undefined) await options.signer.verify({ name, ...claims }, signature)
      const { file: stored, days } = await findDownload(options.db, name)
      // A signed URL allows what the key that signed it did, whoever follows it.
      const merchant = signature === undefined ? boundMerchant(request.caller) : claims.merchant
      if (format !== undefined) {
        const file = await openDownload(store, stored)
        const filename = `settlement-${days}-excel.csv`
        return sendSpreadsheet(request, reply, { file, filename, merchant, format, currency })
      }
      const filename = `settlement-${days}.csv`
      if (merchant === undefined) return sendFile(request, reply, stored, filename)
      const file = await openDownload(store, stored)
      return sendMerchantLines(request, reply, { file, filename, merchant })
    },
  )
}

/** Sends a file as it is. */
type SendFile = (
  request: FastifyRequest,
  reply: FastifyReply,
  name: string,
  filename: string,
) => Promise<FastifyReply>

async function createFileSender(app: FastifyInstance, store: AnyStore): Promise<SendFile> {
  if (store.kind === 'bucket') {
    return (request, reply, name, filename) =>
      redirectToFile(request, reply, { store, name, filename })
  }
  app.decorateReply('downloadName', '')
  await app.register(fastifyStatic, {
    root: store.directory,
    serve: false,
    index: false,
    // Set below.
    cacheControl: false,
    setHeaders: (reply) => {
      reply.headers(attachmentHeaders(reply.downloadName))
    },
  })
  return async (_request, reply, name, filename) => {
    if (!(await isRegularFile(join(store.directory, name)))) throw downloadNotFound()
    reply.downloadName = filename
    return reply.sendFile(name)
  }
}
