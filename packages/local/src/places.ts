import { join, resolve } from 'node:path'

export const repositoryRoot = resolve(import.meta.dirname, '..', '..', '..')

/** What containers run as well. */
export const entryPoints = {
  api: join(repositoryRoot, 'packages/api/src/main.ts'),
  worker: join(repositoryRoot, 'packages/worker/src/main.ts'),
}

/** A directory as a setting names it: from the root of the repository, wherever the command was typed. */
export function fromRoot(path: string): string {
  return resolve(repositoryRoot, path)
}
