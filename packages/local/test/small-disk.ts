import { join } from 'node:path'
import { execa } from 'execa'
import { compileCache, repositoryRoot } from '../src/places.ts'

export interface Disk {
  /** Where it is mounted; a directory of that name exists. */
  path: string
  /** For the whole file system, or for one file where nothing can be mounted. */
  megabytes: number
  state?: 'full' | 'read-only'
}

export interface Ended {
  exitCode: number | undefined
  output: string
}

const main = join(repositoryRoot, 'packages/local/src/main.ts')

/**
 * Runs what `npm start` runs, to its end, with a disk of its own: a tmpfs that only this process sees, as root
 * or in a user namespace. Elsewhere a limit on the size of files takes its place, and `/sys`, where nobody
 * can make a directory, that of a read-only disk.
 */
export async function runOnDisk(disk: Disk, env: Record<string, string>): Promise<Ended> {
  const mountable = await canMount()
  const command = mountable ? mounted(disk) : limited(disk)
  const path = mountable || disk.state !== 'read-only' ? disk.path : '/sys/order-settlement'
  const places = Object.entries(env).map(([name, value]) => [
    name,
    value.replace(disk.path, () => path),
  ])
  const { exitCode, all } = await execa('sh', ['-ec', command, process.execPath, main, disk.path], {
    env: { PATH: process.env.PATH, ...compileCache, PORT: '0', ...Object.fromEntries(places) },
    extendEnv: false,
    all: true,
    stripFinalNewline: false,
    reject: false,
    timeout: 60_000,
  })
  return { exitCode, output: all }
}

const isRoot = process.getuid?.() === 0
/** Within it, this user is root and may mount. */
const namespace = isRoot ? 'unshare --mount' : 'unshare --user --map-root-user --mount'

async function canMount(): Promise<boolean> {
  const script = `${namespace} sh -ec 'mount -t tmpfs tmpfs /mnt'`
  return (await execa('sh', ['-c', script], { reject: false })).exitCode === 0
}

function mounted({ megabytes, state }: Disk): string {
  const options = `${state === 'read-only' ? 'ro,' : ''}size=${megabytes}m`
  const fill = state === 'full' ? 'cat /dev/zero >"$1/fill" 2>/dev/null || true' : ''
  // An ordinary user becomes one again, since PostgreSQL does not run as root.
  const start = isRoot
    ? 'exec "$2" "$0"'
    : `exec unshare --user --map-user=${process.getuid?.()} --map-group=${process.getgid?.()} "$2" "$0"`
  const script = `mount -t tmpfs -o ${options} tmpfs "$1"\n${fill}\n${start}`
  return `exec ${namespace} sh -ec '${script}' "$1" "$2" "$0"`
}

function limited({ megabytes, state }: Disk): string {
  // In blocks of 512 bytes, as POSIX has them.
  return `ulimit -f ${state === 'full' ? 0 : megabytes * 2048}\nexec "$0" "$1"`
}
