import { SerializerSelector } from '@fastify/fast-json-stringify-compiler'

const compilers = SerializerSelector()

/**
 * Compiles serializers for answers alone. A refusal is made by one function whatever the route says of it; to
 * compile the hundred that routes describe would be a tenth of the time to start.
 */
export const buildSerializer: typeof compilers = (schemas, options) => {
  const compile = compilers(schemas, options)
  return (route) => (Number(route.httpStatus) >= 400 ? JSON.stringify : compile(route))
}
