import { isUtf8 } from 'node:buffer'
import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import { invalidField, ProblemError } from '../problems/problem-error.ts'

/** Parses bodies as JSON in UTF-8. An empty body of any type is undefined, which schemas accept or refuse. */
const plugin: FastifyPluginAsync = async (app) => {
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    (request, body, done) => {
      if (body.length === 0) return done(null, undefined)
      // Decoding would replace invalid bytes by U+FFFD, and that would be stored.
      if (!isUtf8(body)) return done(invalidField('', 'is not UTF-8'))
      return parseJson(request, body.toString('utf8'), done)
    },
  )
  app.addContentTypeParser<Buffer>('*', { parseAs: 'buffer' }, (_request, body, done) => {
    if (body.length === 0) return done(null, undefined)
    return done(new ProblemError('UNSUPPORTED_MEDIA_TYPE'))
  })
}

export const parseBodies = fp(plugin, { name: 'parse-bodies' })
