import { readFileSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Value } from 'typebox/value'
import { ApiKey, isExpired, makeKey, parseKeys } from './api-key.ts'
import { scopes } from './scopes.ts'

const usage = `npm run keys -- create --name NAME --scopes SCOPE,… [--merchant ID] [--expires 2027-01-31T00:00:00Z] [--file FILE]

Creates an API key, prints it once, and adds its hash to FILE (default .keys.json).
With --merchant it sees and changes that merchant only.
Scopes: ${scopes.join(', ')}`

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      scopes: { type: 'string' },
      merchant: { type: 'string' },
      expires: { type: 'string' },
      file: { type: 'string', default: '.keys.json' },
    },
  })
  if (positionals.join(' ') !== 'create') throw new Error(usage)
  const { key, hash } = makeKey()
  const entry = {
    name: values.name,
    hash,
    scopes: values.scopes?.split(','),
    ...(values.merchant === undefined ? {} : { merchant: values.merchant }),
    ...(values.expires === undefined ? {} : { expires_at: values.expires }),
  }
  const [error] = Value.Errors(ApiKey, entry)
  if (error) throw new Error(`${error.instancePath.slice(1)} ${error.message}\n\n${usage}`)
  if (isExpired(entry)) throw new Error(`expires_at is in the past\n\n${usage}`)
  addKey(values.file, entry)
  process.stdout.write(`${key}\n`)
  process.stderr.write(`This key is not shown again. Its hash is in ${values.file}.\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
}

/** Replaces the file atomically, since a running api may read it at any time. Keeps its mode and links to it. */
function addKey(file: string, entry: object): void {
  const { path, mode } = resolveFile(file)
  const keys = mode === undefined ? [] : parseKeys(readFileSync(path, 'utf8'))
  const temporary = `${path}.${process.pid}.tmp`
  writeFileSync(temporary, `${JSON.stringify([...keys, entry], null, 2)}\n`, {
    mode: mode ?? 0o644,
  })
  renameSync(temporary, path)
}

/** @returns the target of a link; no mode if there is no file */
function resolveFile(file: string): { path: string; mode?: number } {
  const found = statSync(file, { throwIfNoEntry: false })
  return found ? { path: realpathSync(file), mode: found.mode } : { path: file }
}
