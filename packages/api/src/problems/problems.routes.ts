import accepts from '@fastify/accepts'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import Type, { type TSchema } from 'typebox'
import { ref } from '../server/route-schemas.ts'
import { ProblemKindDocument, ProblemKindList, problems } from './problem.schemas.ts'
import { ProblemError } from './problem-error.ts'
import { problemPage, problemsPage } from './problem-page.ts'
import { describeKind, type ProblemCode, problemKinds } from './problems.ts'

const tags = ['operations']

const listing = {
  operationId: 'listProblems',
  summary: 'List every problem that the API can return',
  tags,
  response: {
    200: jsonOrPage(ref(ProblemKindList)),
    ...problems('MALFORMED_REQUEST', 'INTERNAL', 'OVERLOADED'),
  },
}

const explaining = {
  operationId: 'getProblem',
  summary: 'Explain a problem: what it means and what to do',
  tags,
  params: Type.Object({
    code: Type.String({
      description: 'The code in kebab case, as at the end of type',
      examples: ['out-of-stock'],
    }),
  }),
  response: {
    200: jsonOrPage(ref(ProblemKindDocument)),
    ...problems('MALFORMED_REQUEST', 'PROBLEM_NOT_FOUND', 'INTERNAL', 'OVERLOADED'),
  },
}

function jsonOrPage<Schema extends TSchema>(schema: Schema) {
  return {
    description: 'JSON, or HTML if Accept prefers it',
    content: {
      'application/json': { schema },
      'text/html': { schema: Type.String(), example: '<!doctype html>' },
    },
  }
}

/** What the `type` of a problem points to. Public, since a refused caller may have no key. */
export const problemRoutes: FastifyPluginAsyncTypebox = async (app) => {
  for (const schema of [ProblemKindDocument, ProblemKindList]) app.addSchema(schema)
  await app.register(accepts)
  const documents = Object.keys(problemKinds).map((code) => describeKind(code as ProblemCode))
  const byType = new Map(documents.map((document) => [document.type, document]))

  app.addHook('onSend', async (_request, reply) => {
    const vary = reply.getHeader('vary')
    reply.header('vary', vary ? `${vary}, Accept` : 'Accept')
  })

  app.get('/problems', { schema: listing, config: { public: true } }, async (request, reply) => {
    if (!prefersHtml(request)) return { problems: documents }
    return reply.type('text/html; charset=utf-8').send(problemsPage(documents))
  })

  app.get(
    '/problems/:code',
    { schema: explaining, config: { public: true } },
    async (request, reply) => {
      const document = byType.get(`/problems/${request.params.code}`)
      if (!document) throw new ProblemError('PROBLEM_NOT_FOUND')
      if (!prefersHtml(request)) return document
      return reply.type('text/html; charset=utf-8').send(problemPage(document))
    },
  )
}

/** A browser does; a client that accepts anything is served JSON. */
function prefersHtml(request: FastifyRequest): boolean {
  return request.accepts().type(['json', 'html']) === 'html'
}
