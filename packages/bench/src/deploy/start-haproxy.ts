import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { repositoryRoot } from '@order-settlement/local/places.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { execa } from 'execa'
import getPort from 'get-port'

const host = '127.0.0.1'
const readyWithinMs = 20_000

/**
 * Starts the HAProxy of this machine with the configuration of the profile `balanced`, but for what Docker names: the
 * apis are given, and nothing is retried. The stack stops it.
 *
 * @param apis such as `127.0.0.1:43127`; one of them must be ready
 * @returns where it listens, once an api answers through it
 * @throws if it is not installed, or not ready within 20 s
 */
export async function startHaproxy(stack: AsyncDisposableStack, apis: string[]): Promise<string> {
  const port = await getPort({ host })
  const directory = stack.use(await makeTemporaryDirectory())
  const file = join(directory.path, 'haproxy.cfg')
  const config = await readFile(join(repositoryRoot, 'packages/deploy/haproxy.cfg'), 'utf8')
  await writeFile(file, forApis(config, `${host}:${port}`, apis))
  const haproxy = execa('haproxy', ['-db', '-f', file], { reject: false, all: true })
  stack.defer(async () => {
    haproxy.kill()
    await haproxy
  })
  let ended: string | undefined
  void haproxy.then((result) => {
    ended = result.code === 'ENOENT' ? 'apt-get install haproxy' : result.all
  })
  const url = `http://${host}:${port}`
  const deadline = performance.now() + readyWithinMs
  while (!(await answers(url))) {
    if (ended !== undefined || performance.now() > deadline)
      throw new Error(`HAProxy did not start: ${ended ?? 'no api answers'}`)
    await sleep(50)
  }
  return url
}

/** @throws if the configuration has changed, so that a line is not found */
function forApis(config: string, address: string, apis: string[]): string {
  const servers = apis.map((api, index) => `server api${index + 1} ${api}`).join('\n  ')
  const changes: [RegExp, string][] = [
    [/bind :8080/, `bind ${address}`],
    [/ resolvers docker init-addr none/, ''],
    [/server-template .*/, servers],
    [/retries 2/, 'retries 0'],
  ]
  return changes.reduce((text, [line, replacement]) => {
    if (!line.test(text)) throw new Error(`haproxy.cfg has no ${line}`)
    return text.replace(line, replacement)
  }, config)
}

async function answers(url: string): Promise<boolean> {
  const response = await fetch(`${url}/health/ready`).catch(() => undefined)
  await response?.body?.cancel()
  return response?.status === 200
}
