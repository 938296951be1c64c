import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/db/tables.ts'
import { anyProblems, problems, urlProblems } from '../problems/problem.schemas.ts'
import { ref } from '../server/route-schemas.ts'
import { Archive, ArchiveFile, ArchivePage, ArchiveQuery } from './archives.schemas.ts'
import { listArchives } from './list-archives.ts'

const listSchema = {
  operationId: 'listArchives',
  summary: 'List archived months, the latest first, with their files and sums',
  description: 'The files are where the operator has them; the service does not serve them.',
  tags: ['settlements'],
  querystring: ArchiveQuery,
  response: { 200: ref(ArchivePage), ...problems(...urlProblems, ...anyProblems) },
}

interface Options {
  db: Database
}

/** The months that were archived, and whether they are still in the database. */
export const archiveRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { db }) => {
  for (const schema of [ArchiveFile, Archive, ArchivePage]) app.addSchema(schema)

  app.get(
    '/archives',
    { schema: listSchema, config: { scope: 'settlements:read', merchantKeys: 'refused' } },
    ({ query }) => listArchives(db, query),
  )
}
