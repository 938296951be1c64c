import { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/db/tables.ts'
import type { FastifyReply } from 'fastify'
import type pg from 'pg'
import type { Registry } from 'prom-client'
import { scopedKey } from '../access/callers.ts'
import { anyProblems, problems, urlProblems } from '../problems/problem.schemas.ts'
import { replayHeaders, replayHeadersDescribed } from '../server/idempotency-key.ts'
import { answer, ref } from '../server/route-schemas.ts'
import { countImports } from './count-imports.ts'
import { importFile, notAFile } from './import-file.ts'
import {
  Import,
  ImportHeaders,
  ImportListQuery,
  ImportPage,
  ImportParams,
  ImportQuery,
  ImportRejectPage,
  ImportRejectQuery,
  ImportResult,
  importBodies,
} from './imports.schemas.ts'
import { listImports, listRejects, readImport } from './list-imports.ts'
import { yieldToRequests } from './yield-to-requests.ts'

const tags = ['imports']

const importSchema = {
  operationId: 'importTransactions',
  summary: 'Import transactions from a file',
  description: `The columns are external_id, merchant_id, amount_cents, fee_cents, paid_at, and if need be kind (SALE),
status (PAID), order_id and relates_to, in any order. Unknown columns are refused by name. With another format they are
those of a card provider's report, which is read as it is: its other columns are left out, amounts become the smallest
unit of the currency, and what only moves money, such as a payout, is counted as ignored.

All or nothing: one bad line refuses the file, unless on_error=skip. The same external_id of a merchant again changes
nothing if the content is the same. With an Idempotency-Key the same file is imported once: a second request must send
the same bytes and parameters. A connection that breaks leaves nothing.`,
  tags,
  querystring: ImportQuery,
  headers: ImportHeaders,
  body: { content: importBodies },
  response: {
    200: answer('What a dry run found', ref(ImportResult), {}),
    201: answer(
      'The file is imported, now or by an earlier request with the same key',
      ref(ImportResult),
      { location: 'Path of the import, /imports/{id}', ...replayHeadersDescribed },
    ),
    ...problems(
      ...urlProblems,
      'FORBIDDEN',
      'MERCHANT_KEY_REFUSED',
      'UNSUPPORTED_MEDIA_TYPE',
      'IDEMPOTENCY_KEY_REUSED',
      'IMPORT_REJECTED',
      ...anyProblems,
      'IMPORTS_BUSY',
    ),
  },
}

const listSchema = {
  operationId: 'listImports',
  summary: 'List imports, newest first',
  tags,
  querystring: ImportListQuery,
  response: { 200: ref(ImportPage), ...problems(...urlProblems, ...anyProblems) },
}

const readSchema = {
  operationId: 'getImport',
  summary: 'Read an import',
  tags,
  params: ImportParams,
  response: {
    200: ref(Import),
    ...problems(...urlProblems, 'IMPORT_NOT_FOUND', ...anyProblems),
  },
}

const rejectsSchema = {
  operationId: 'listImportRejects',
  summary: 'List what was wrong with the lines of an import',
  description: 'The first 1,000 problems, by line.',
  tags,
  params: ImportParams,
  querystring: ImportRejectQuery,
  response: {
    200: ref(ImportRejectPage),
    ...problems(...urlProblems, 'IMPORT_NOT_FOUND', ...anyProblems),
  },
}

interface Options {
  db: Database
  /** For imports only: each takes a connection for as long as its file comes. */
  importPool: pg.Pool
  /** Of merchants that nobody described. */
  currency: string
  registry: Registry
}

/** Files of transactions. */
export const importRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  const { db, importPool, currency, registry } = options
  for (const schema of [ImportResult, Import, ImportPage, ImportRejectPage]) app.addSchema(schema)
  const createPace = yieldToRequests(app.server)
  const countResult = countImports(registry)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(['text/csv', 'application/x-ndjson'], (_request, payload, done) =>
    done(null, payload),
  )
  app.addContentTypeParser('*', (_request, _payload, done) => done(notAFile()))

  app.post(
    '/transactions/import',
    {
      schema: importSchema,
      config: { scope: 'transactions:write', merchantKeys: 'refused' },
      // Once the caller is known to be allowed to.
      preParsing: async (request) => app.allowLongRequest(request),
    },
    async (request, reply) => {
      const { headers, query, caller } = request
      const result = await importFile(importPool, {
        body: request.body instanceof Readable ? request.body : undefined,
        contentType: headers['content-type'],
        contentEncoding: headers['content-encoding'],
        query,
        key: scopedKey(caller, headers['idempotency-key']),
        createdBy: caller?.name ?? null,
        currency,
        signal: abortedSignal(reply),
        pace: createPace(),
        onResult: (found) => {
          countResult(found)
          const { import_id, received, inserted, updated, unchanged, rejected_count } = found
          const counts = { received, inserted, updated, unchanged, rejected_count }
          request.log = request.log.child({ import_id, ...counts })
        },
      })
      reply.code(query.dry_run ? 200 : 201).headers(replayHeaders(result.replayed))
      if (result.import_id) reply.header('location', `/imports/${result.import_id}`)
      return result
    },
  )

  // What settled days are explained by, so for those who read settlements. A file is of many merchants.
  const reading = { scope: 'settlements:read', merchantKeys: 'refused' } as const

  app.get('/imports', { schema: listSchema, config: reading }, ({ query }) =>
    listImports(db, query),
  )

  app.get('/imports/:id', { schema: readSchema, config: reading }, ({ params }) =>
    readImport(db, params.id),
  )

  app.get('/imports/:id/rejects', { schema: rejectsSchema, config: reading }, ({ params, query }) =>
    listRejects(db, params.id, query),
  )
}

/** Aborts when the client disconnects before its response. */
function abortedSignal({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController()
  raw.once('close', () => {
    if (!raw.writableFinished) controller.abort()
  })
  return controller.signal
}
