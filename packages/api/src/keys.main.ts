import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Value } from 'typebox/value'
import { ApiKey, makeKey, parseKeys } from './access/api-key.ts'
import { scopes } from './access/scopes.ts'

const usage = `npm run keys -- create --name NAME --scopes SCOPE,… [--expires 2027-01-31T00:00:00Z] [--file FILE]

Makes an API key, shows it once, and adds its hash to FILE, .keys.json unless given.
Scopes: ${scopes.join(', ')}`

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      scopes: { type: 'string' },
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
    ...(values.expires ? { expires_at: values.expires } : {}),
  }
  const [error] = Value.Errors(ApiKey, entry)
  if (error) throw new Error(`${error.instancePath.slice(1)} ${error.message}\n\n${usage}`)
  add(values.file, entry)
  process.stdout.write(`${key}\n`)
  process.stderr.write(`Shown this once. Its hash is in ${values.file}.\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
}

/** In one step, since a running api may read the file at any time. */
function add(file: string, entry: object): void {
  const temporary = `${file}.${process.pid}.tmp`
  writeFileSync(temporary, `${JSON.stringify([...existing(file), entry], null, 2)}\n`, {
    mode: 0o644,
  })
  renameSync(temporary, file)
}

function existing(file: string): object[] {
  try {
    return parseKeys(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
