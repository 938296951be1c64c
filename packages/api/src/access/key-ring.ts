import { timingSafeEqual } from 'node:crypto'
import { readFileSync, statSync, unwatchFile, watchFile } from 'node:fs'
import { ConfigError } from '@order-settlement/shared/process/config.ts'
import type { FastifyBaseLogger } from 'fastify'
import { type ApiKey, hashKey, parseKeys } from './api-key.ts'

/** How often the file is looked at, in ms: a notification would not come over every kind of mount. */
const lookEveryMs = 1_000

export interface KeyRing {
  /** @returns what the key is called and may do; undefined if it is not known, or expired */
  find(key: string): ApiKey | undefined
  /** Stops looking at the file. */
  close(): void
}

export interface KeySettings {
  /** JSON. */
  API_KEYS?: string | undefined
  /** Path of a file of the same. */
  API_KEYS_FILE?: string | undefined
}

/**
 * The keys that callers may have, from the setting and the file together. The file is read again when it
 * changes; while it cannot be read, or is wrong, the keys read before stay.
 *
 * @returns undefined if neither is set: then nobody needs a key
 * @throws ConfigError for one that cannot be read, or is wrong
 */
export function openKeyRing(options: KeySettings, logger: FastifyBaseLogger): KeyRing | undefined {
  const { API_KEYS: text, API_KEYS_FILE: file } = options
  if (!text && !file) return undefined
  const given = text ? orRefuse('API_KEYS', () => parseKeys(text)) : []
  let keys = orRefuse(file ? `API_KEYS_FILE=${file}` : 'API_KEYS', () =>
    index([...given, ...(file ? read(file) : [])]),
  )

  if (file) {
    watchFile(file, { interval: lookEveryMs, persistent: false }, () => {
      try {
        keys = index([...given, ...read(file)])
        logger.info({ file, keys: keys.size }, 'api keys read again')
      } catch (error) {
        logger.error(
          { file, reason: reasonOf(error) },
          'api keys cannot be read, those before stay',
        )
      }
    })
  }
  return {
    find(key) {
      const hash = hashKey(key)
      // What a lookup by hash takes tells nothing of the key; whether it is the one, no time taken tells.
      const found = keys.get(hash)
      if (!found || !timingSafeEqual(Buffer.from(found.hash), Buffer.from(hash))) return undefined
      return isExpired(found) ? undefined : found
    },
    close() {
      if (file) unwatchFile(file)
    },
  }
}

function read(file: string): ApiKey[] {
  // Reading a pipe would hold up the process until somebody writes into it.
  if (!statSync(file).isFile()) throw new Error('not a regular file')
  return parseKeys(readFileSync(file, 'utf8'))
}

/** @throws Error for a key that is listed twice: which of the two counts would be a guess */
function index(keys: ApiKey[]): Map<string, ApiKey> {
  const byHash = new Map(keys.map((key) => [key.hash, key]))
  if (byHash.size < keys.length) throw new Error('a hash is listed twice')
  return byHash
}

function isExpired({ expires_at }: ApiKey): boolean {
  return expires_at !== undefined && Date.parse(expires_at) <= Date.now()
}

function orRefuse<Result>(setting: string, run: () => Result): Result {
  try {
    return run()
  } catch (error) {
    throw new ConfigError(
      `${setting} is not allowed: give a JSON list of keys as npm run keys makes it (${reasonOf(error)})`,
    )
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
