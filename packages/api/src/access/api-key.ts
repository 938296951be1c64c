import { createHash, randomBytes } from 'node:crypto'
import Type, { type Static } from 'typebox'
import { Value } from 'typebox/value'
import { type Scope, scopes } from './scopes.ts'

/** A key as it is stored: its name, its hash and its scopes, never the key. */
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

/** Makes a key of 256 random bits. Nobody can guess one, so a hash without salt or stretching is enough. */
export function makeKey(): { key: string; hash: string } {
  const key = `osk_${randomBytes(32).toString('base64url')}`
  return { key, hash: hashKey(key) }
}

/** The hash that is stored of a key, and that keys are compared by. */
export function hashKey(key: string): string {
  return `sha256:${createHash('sha256').update(key).digest('hex')}`
}

/** @returns whether a key has expired; true also for a time that cannot be read, which fails closed */
export function isExpired({ expires_at }: Pick<ApiKey, 'expires_at'>): boolean {
  return expires_at !== undefined && !(readTime(expires_at) > Date.now())
}

/** @returns in ms since 1970, a leap second as the second after it; NaN for a time that cannot be read */
function readTime(text: string): number {
  const time = Date.parse(text)
  // Date knows no leap seconds, which RFC 3339 allows.
  return Number.isNaN(time) ? Date.parse(text.replace(/:60(?=[.Zz+-])/, ':59')) + 1_000 : time
}

/**
 * Reads a JSON list of keys.
 *
 * @throws Error with what is wrong and where, without any hash
 */
export function parseKeys(text: string): ApiKey[] {
  const keys = parseJson(text)
  const [error] = Value.Errors(ApiKeys, keys)
  if (error) throw new Error(`${error.instancePath || 'the whole'} ${error.message}`)
  const list = keys as ApiKey[]
  const unreadable = list.findIndex(
    (key) => key.expires_at && Number.isNaN(readTime(key.expires_at)),
  )
  if (unreadable >= 0) throw new Error(`/${unreadable}/expires_at is not a time that can be read`)
  return list
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The parser's own message quotes the text.
    throw new Error('the whole is not JSON')
  }
}
