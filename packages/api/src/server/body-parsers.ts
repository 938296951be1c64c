import { isUtf8 } from 'node:buffer'
import type { FastifyInstance } from 'fastify'
import { invalidField, ProblemError } from '../problems/problem-error.ts'

/** Bodies are JSON in UTF-8, or empty whatever type they claim; which of the two, the schemas decide. */
export function addBodyParsers(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    (request, body, done) => {
      if (body.length === 0) return done(null, undefined)
      // Decoding would put a replacement character where a byte is wrong, and store that.
      if (!isUtf8(body)) return done(invalidField('', 'is not UTF-8'))
      return parseJson(request, body.toString('utf8'), done)
    },
  )
  app.addContentTypeParser<Buffer>('*', { parseAs: 'buffer' }, (_request, body, done) => {
    if (body.length === 0) return done(null, undefined)
    return done(new ProblemError('UNSUPPORTED_MEDIA_TYPE'))
  })
}
