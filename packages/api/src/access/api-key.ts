import { createHash, randomBytes } from 'node:crypto'
import Type, { type Static } from 'typebox'
import { Value } from 'typebox/value'
import { type Scope, scopes } from './scopes.ts'

/** A key as it is kept: what it is called and may do, and not itself. */
export const ApiKey = Type.Object(
  {
    name: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' }),
    hash: Type.String({ pattern: '^sha256:[0-9a-f]{64}$' }),
    scopes: Type.Array(Type.Enum([...scopes]), { minItems: 1 }),
    expires_at: Type.Optional(Type.String({ format: 'date-time' })),
  },
  { additionalProperties: false },
)
export interface ApiKey extends Static<typeof ApiKey> {
  scopes: Scope[]
}

const ApiKeys = Type.Array(ApiKey)

/** Makes a key of 256 random bits: nobody guesses one, so a plain hash of it tells nothing. */
export function makeKey(): { key: string; hash: string } {
  const key = `osk_${randomBytes(32).toString('base64url')}`
  return { key, hash: hashKey(key) }
}

/** What is kept of a key, and what keys are compared by. */
export function hashKey(key: string): string {
  return `sha256:${createHash('sha256').update(key).digest('hex')}`
}

/**
 * Reads a JSON list of keys.
 *
 * @throws Error with what is wrong and where, which names no hash
 */
export function parseKeys(text: string): ApiKey[] {
  const keys = parseJson(text)
  const [error] = Value.Errors(ApiKeys, keys)
  if (error) throw new Error(`${error.instancePath || 'the whole'} ${error.message}`)
  return keys as ApiKey[]
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The parser's own sentence would quote the text.
    throw new Error('the whole is not JSON')
  }
}
