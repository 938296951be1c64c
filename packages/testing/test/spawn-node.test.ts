import { once } from 'node:events'
import { expect, test } from 'vitest'
import { spawnNode } from '../src/spawn-node.ts'

const stays = 'setInterval(() => {}, 1000)'

test('disposal sends SIGKILL to a process that ignores SIGTERM for 50 ms', async () => {
  const stubborn = spawnNode(['-e', `process.on('SIGTERM', () => {}); console.log(); ${stays}`], {
    env: {},
    patienceMs: 50,
  })
  if (stubborn.child.stdout) await once(stubborn.child.stdout, 'data')
  await stubborn[Symbol.asyncDispose]()
  expect(await stubborn.exited).toEqual({ code: null, signal: 'SIGKILL' })
})

test('disposal leaves a process time to exit by itself, which has only the environment that it was given', async () => {
  const script = `process.on('SIGTERM', () => process.exit(Object.keys(process.env).length))`
  const willing = spawnNode(['-e', `${script}; console.log(); ${stays}`], {
    env: { A: '1', B: '2' },
  })
  if (willing.child.stdout) await once(willing.child.stdout, 'data')
  await willing[Symbol.asyncDispose]()
  // Beside the two, the cache of compiled sources.
  expect(await willing.exited).toEqual({ code: 3, signal: null })
})
