import { glob, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const root = import.meta.dirname
const sources = [
  'src/**',
  'public/**',
  'index.html',
  'package.json',
  'vite.config.ts',
  '../client/src/*.ts',
]

/**
 * Builds the pages into `dist`, each also compressed, unless they are newer than everything they are made of.
 *
 * @returns whether they were built
 */
export async function buildConsole(): Promise<boolean> {
  const built = await lastChange(['dist/index.html'])
  if (built > (await lastChange(sources))) return false
  // Loaded only here: it takes longer than to find out that there is nothing to build.
  const { build } = await import('vite')
  await build({ root, configFile: join(root, 'vite.config.ts') })
  await compressPages()
  return true
}

/** The api sends these to browsers that take them, which is all of them. */
async function compressPages(): Promise<void> {
  // The best quality of Brotli would take longer than the build.
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
  for await (const name of glob('dist/**/*.{html,js,css,svg}', { cwd: root })) {
    const path = join(root, name)
    const content = await readFile(path)
    await writeFile(`${path}.br`, await promisify(brotliCompress)(content, { params }))
    await writeFile(`${path}.gz`, await promisify(gzip)(content))
  }
}

/** @returns when the newest of the files was changed, in ms since 1970; 0 if there are none */
async function lastChange(patterns: string[]): Promise<number> {
  let newest = 0
  // Directories too: theirs is when a file was removed.
  for await (const path of glob(patterns, { cwd: root })) {
    const { mtimeMs } = await stat(join(root, path))
    newest = Math.max(newest, mtimeMs)
  }
  return newest
}
