import { execa } from 'execa'

export interface Disk {
  /** Where it is mounted; a directory of that name exists. */
  path: string
  /** For the whole file system, or for one file where nothing can be mounted. */
  megabytes: number
  state?: 'full' | 'read-only'
}

/** Starts a Node.js process with a disk of its own. */
export interface DiskStarter {
  /** For `sh -ec`, with the path of Node.js and its arguments after it. */
  command: string
  /** Must be in the environment of the shell. */
  env: Record<string, string>
  /** Whether the disk is one, rather than a limit on the size of files. */
  isMounted: boolean
}

/**
 * A disk as a tmpfs that only one process and its children see, as root or in a user namespace. Elsewhere a limit
 * on the size of files takes its place.
 */
export async function onDisk(disk: Disk): Promise<DiskStarter> {
  const isMounted = await canMount()
  const command = isMounted ? mounted(disk) : limited(disk)
  return { command, env: { DISK: disk.path }, isMounted }
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
  const fill = state === 'full' ? 'cat /dev/zero >"$DISK/fill" 2>/dev/null || true' : ''
  // An ordinary user becomes one again, since PostgreSQL does not run as root.
  const start = isRoot
    ? 'exec "$0" "$@"'
    : `exec unshare --user --map-user=${process.getuid?.()} --map-group=${process.getgid?.()} "$0" "$@"`
  const script = `mount -t tmpfs -o ${options} tmpfs "$DISK"\n${fill}\n${start}`
  return `exec ${namespace} sh -ec '${script}' "$0" "$@"`
}

function limited({ megabytes, state }: Disk): string {
  // In blocks of 512 bytes, as POSIX has them.
  return `ulimit -f ${state === 'full' ? 0 : megabytes * 2048}\nexec "$0" "$@"`
}
