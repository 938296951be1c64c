import { basename } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Database } from '@order-settlement/shared/database.ts'
import Type from 'typebox'
import { problem, serverProblems } from '../http/problem.schemas.ts'
import { downloadNotFound, findDownload } from './find-download.ts'

const csv = { 'text/csv': { schema: Type.String() } }

const downloading = {
  params: Type.Object({ name: Type.String() }),
  response: {
    200: { description: 'the file', content: csv },
    206: { description: 'the range asked for', content: csv },
    304: { description: 'the file has not changed', content: csv },
    404: problem('DOWNLOAD_NOT_FOUND'),
    412: problem('PRECONDITION_FAILED'),
    416: problem('RANGE_NOT_SATISFIABLE'),
    ...serverProblems,
  },
}

interface Options {
  db: Database
  /** Where the finished files lie, absolute. */
  directory: string
}

export const downloadRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  await app.register(fastifyStatic, {
    root: options.directory,
    serve: false,
    index: false,
    // A caller may keep a file of its money, a proxy may not.
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header('cache-control', 'private, no-cache')
      reply.header('content-disposition', `attachment; filename="${basename(path)}"`)
    },
  })

  // Whatever else is asked for below this prefix, and files that are gone.
  app.setNotFoundHandler(() => {
    throw downloadNotFound()
  })

  app.get('/:name', { schema: downloading }, async ({ params }, reply) =>
    reply.sendFile(await findDownload(options.db, params.name)),
  )
}
