import { join, resolve } from 'node:path'

export const repositoryRoot = resolve(import.meta.dirname, '..', '..', '..')

/** The processes that containers run as well. */
export const entryPoints = {
  api: join(repositoryRoot, 'packages/api/src/main.ts'),
  worker: join(repositoryRoot, 'packages/worker/src/main.ts'),
}

/** Processes that start again load their sources from here, as containers do from their image: in half the time. */
export const compileCache = {
  NODE_COMPILE_CACHE: join(repositoryRoot, 'node_modules/.cache/compiled'),
}

/**
 * Node.js options of each process. A worker only waits for SQL and passes on a page of lines at a time, which dies in a
 * young generation of 4 MB. Less is collected more often; more, up to the 16 MB of Node.js, wastes memory.
 */
export const nodeFlags = {
  api: [],
  worker: ['--min-semi-space-size=4', '--max-semi-space-size=4', '--max-old-space-size=96'],
}

/** A directory as a setting names it: from the root of the repository, wherever the command was typed. */
export function fromRoot(path: string): string {
  return resolve(repositoryRoot, path)
}
