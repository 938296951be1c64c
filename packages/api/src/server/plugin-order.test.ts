import Fastify, { type FastifyPluginAsync } from 'fastify'
import { expect, test } from 'vitest'
import { checkScopes } from '../access/check-scopes.ts'
import { measureRequests } from './measure-requests.ts'
import { refuseOtherMethods } from './refuse-other-methods.ts'

const misplaced: [string, string, FastifyPluginAsync][] = [
  ['check-scopes', 'identify-callers', checkScopes],
  ['measure-requests', 'measure-process', measureRequests],
  ['refuse-other-methods', 'collect-routes', refuseOtherMethods],
]

test.each(misplaced)('%s before %s stops the app', async (name, missing, plugin) => {
  const app = Fastify()
  await expect(app.register(plugin)).rejects.toThrow(
    `The dependency '${missing}' of plugin '${name}' is not registered`,
  )
})
