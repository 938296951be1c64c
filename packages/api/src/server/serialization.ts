import { SerializerSelector } from '@fastify/fast-json-stringify-compiler'

const compilers = SerializerSelector()

/**
 * Compiles serializers for successful responses only. All problems have the same shape; compiling the hundred that
 * routes describe takes a tenth of the start-up time.
 */
export const buildSerializer: typeof compilers = (schemas, options) => {
  const compile = compilers(schemas, options)
  return (route) => (Number(route.httpStatus) >= 400 ? JSON.stringify : compile(route))
}
