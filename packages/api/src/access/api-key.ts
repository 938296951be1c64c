import { createHash, randomBytes } from 'node:crypto'
import Type, { type Static } from 'typebox'
import { Value } from 'typebox/value'
import { type Scope, scopes } from './scopes.ts'

/** A key as it is stored, with a hash instead of the key. */
export const ApiKey = Type.Object(
  {
    name: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' }),
    hash: Type.String({ pattern: '^sha256:[0-9a-f]{64}$' }),
    scopes: Type.Array(Type.Enum([...scopes]), { minItems: 1 }),
    merchant: Type.Optional(Type.String({ minLength: 1, maxLength: 128 })),
    expires_at: Type.Optional(Type.String({ format: 'date-time' })),
  },
  { additionalProperties: false },
)
export interface ApiKey extends Static<typeof ApiKey> {
  scopes: Scope[]
}

const ApiKeys = Type.Array(ApiKey)

/** Creates a key of 256 random bits. They cannot be guessed, so a hash without salt or stretching is enough. */
export function makeKey(): { key: string; hash: string } {
  const key = `osk_${randomBytes(32).toString('base64url')}`
  return { key, hash: hashKey(key) }
}

/** The stored form of a key, by which keys are compared. */
export function hashKey(key: string): string {
  return `sha256:${createHash('sha256').update(key).digest('hex')}`
}

/** @returns whether a key has expired; true for an unreadable time (fails closed) */
export function isExpired({ expires_at }: Pick<ApiKey, 'expires_at'>): boolean {
  return expires_at !== undefined && !(readTime(expires_at) > Date.now())
}

/** @returns ms since 1970; the next second for a leap second; NaN for an unreadable time */
function readTime(text: string): number {
  const time = Date.parse(text)
  // Date knows no leap seconds, which RFC 3339 allows.
  return Number.isNaN(time) ? Date.parse(text.replace(/:60(?=[.Zz+-])/, ':59')) + 1_000 : time
}

/**
 * Reads a JSON list of keys.
 *
 * @throws Error that names the faulty field, without any hash
 */
export function parseKeys(text: string): ApiKey[] {
  const keys = parseJson(text)
  const [error] = Value.Errors(ApiKeys, keys)
  if (error) throw new Error(`${error.instancePath || 'the list'} ${error.message}`)
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
    // JSON.parse quotes the text in its message.
    throw new Error('the list is not JSON')
  }
}
