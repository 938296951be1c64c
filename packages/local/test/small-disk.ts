import { join } from 'node:path'
import { type Disk, onDisk } from '@order-settlement/testing/small-disk.ts'
import { execa } from 'execa'
import { compileCache, repositoryRoot } from '../src/places.ts'

export interface Ended {
  exitCode: number | undefined
  output: string
}

const main = join(repositoryRoot, 'packages/local/src/main.ts')

/**
 * Runs what `npm start` runs, to its end, with a disk of its own. Where nothing can be mounted, `/sys`, where nobody
 * can make a directory, takes the place of a read-only disk.
 */
export async function runOnDisk(disk: Disk, env: Record<string, string>): Promise<Ended> {
  const { command, env: ofDisk, isMounted } = await onDisk(disk)
  const path = isMounted || disk.state !== 'read-only' ? disk.path : '/sys/order-settlement'
  const places = Object.entries(env).map(([name, value]) => [
    name,
    value.replace(disk.path, () => path),
  ])
  const { exitCode, all } = await execa('sh', ['-ec', command, process.execPath, main], {
    env: {
      PATH: process.env.PATH,
      ...compileCache,
      ...ofDisk,
      PORT: '0',
      ...Object.fromEntries(places),
    },
    extendEnv: false,
    all: true,
    stripFinalNewline: false,
    reject: false,
    timeout: 60_000,
  })
  return { exitCode, output: all }
}
