import { copyFile, mkdir, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import getPort from 'get-port'
import { expect, test } from 'vitest'
import { chooseAccount } from '../src/postgres/account.ts'
import { findBinaries } from '../src/postgres/binaries.ts'
import { endServer } from '../src/postgres/end-server.ts'
import { clusterPath, prepareCluster } from '../src/postgres/prepare-cluster.ts'
import { runServer } from '../src/postgres/run-server.ts'

test.each(['two words', `"a" $HOME 'b' \`id\` c\\ ;&|<>()*?#~%é`])(
  'PostgreSQL starts from a clone in a directory called %s',
  async (name) => {
    await using directory = await makeTemporaryDirectory()
    const clone = join(directory.path, name)
    const dataDir = join(clone, '.data')
    await mkdir(dataDir, { recursive: true })
    const account = await chooseAccount(clusterPath(dataDir))
    const found = await findBinaries(account)
    await mkdir(join(clone, 'bin'))
    const initdb = join(clone, 'bin', 'initdb')
    const postgres = join(clone, 'bin', 'postgres')
    // Copies, since PostgreSQL looks for its own path behind links.
    await copyFile(found.initdb, initdb)
    await copyFile(found.postgres, postgres)
    for (const part of ['lib', 'share'])
      await symlink(join(dirname(dirname(found.initdb)), part), join(clone, part))

    const binaries = { ...found, initdb, postgres }
    const { cluster } = await prepareCluster({ dataDir, account, binaries, password: 'secret' })
    const server = await runServer({
      binaries,
      account,
      cluster,
      logFile: join(dataDir, 'postgresql.log'),
      settings: {
        port: await getPort(),
        unix_socket_directories: '',
        fsync: 'off',
        shared_buffers: '16MB',
      },
    })
    await endServer(server, 'SIGINT')
    expect(await server.exited).toEqual({ code: 0, signal: null })
  },
)
