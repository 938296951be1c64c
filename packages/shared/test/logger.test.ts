import { openSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { expect, test } from 'vitest'
import { createLogger, type Logger } from '../src/process/logger.ts'

/** @returns what a logger writes to a file that claims to be a terminal or not */
async function written(
  isTTY: boolean,
  write = (logger: Logger) => logger.info({ status: 201 }, 'request'),
): Promise<string> {
  await using directory = await makeTemporaryDirectory()
  const path = join(directory.path, 'log')
  // Never closed: the logger may write to it until the process exits.
  const fd = openSync(path, 'w')
  const logger = createLogger('api', 'info', { fd, isTTY })
  write(logger)
  await new Promise((resolve) => logger.flush(resolve))
  await expect.poll(() => readFile(path, 'utf8')).not.toBe('')
  return await readFile(path, 'utf8')
}

test('a line is JSON unless standard output is a terminal', async () => {
  expect(JSON.parse(await written(false))).toMatchObject({
    level: 30,
    name: 'api',
    msg: 'request',
    status: 201,
  })
})

test('a line on a terminal is readable text', async () => {
  expect(await written(true)).toMatch(
    /^\[\d\d:\d\d:\d\d\.\d{3}\] INFO \(api\): request {"status":201}\n$/,
  )
})

test('an error is logged with its stack, code and cause, without the connection it came from', async () => {
  const error = Object.assign(new Error('terminating connection', { cause: new Error('crash') }), {
    code: '57P01',
    client: { processID: 7, secretKey: 1400276269 },
    node: { kind: 'UpdateQueryNode' },
  })
  const line = await written(false, (logger) => logger.warn({ err: error }, 'queue error'))
  expect(JSON.parse(line).err).toEqual({
    type: 'Error',
    message: 'terminating connection: crash',
    stack: expect.stringMatching(/logger\.test\.ts.*caused by: Error: crash/s),
    code: '57P01',
  })
  const text = await written(false, (logger) => logger.warn({ err: 'lost' }, 'queue error'))
  expect(JSON.parse(text).err).toBe('lost')
})
