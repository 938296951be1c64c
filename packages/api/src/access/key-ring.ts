import { timingSafeEqual } from 'node:crypto'
import { readFileSync, statSync, unwatchFile, watchFile } from 'node:fs'
import { ConfigError } from '@order-settlement/shared/process/config.ts'
import type { FastifyBaseLogger } from 'fastify'
import { type ApiKey, hashKey, isExpired, parseKeys } from './api-key.ts'

/** How often the file is polled, in ms. Change notifications do not work on every kind of mount. */
const pollMs = 1_000

export interface KeyRing {
  /** @returns the stored key; undefined if it is unknown or expired */
  find(key: string): ApiKey | undefined
  /** @returns the stored key with the hash; undefined if there is none, or it has expired */
  findByHash(hash: string): ApiKey | undefined
  /** Stops watching the file. */
  close(): void
}

export interface KeySettings {
  /** A JSON list of keys. */
  API_KEYS?: string | undefined
  /** Path of a file with a JSON list of keys. */
  API_KEYS_FILE?: string | undefined
}

/**
 * Holds the keys of both settings. The file is reloaded when it changes; while it is unreadable or invalid, the
 * previous keys stay valid.
 *
 * @returns undefined if neither is set, which turns API keys off
 * @throws ConfigError if a list cannot be read or is invalid
 */
export function openKeyRing(options: KeySettings, logger: FastifyBaseLogger): KeyRing | undefined {
  const { API_KEYS: text, API_KEYS_FILE: file } = options
  if (!text && !file) return undefined
  const given = text ? orConfigError('API_KEYS', () => parseKeys(text)) : []
  let keys = orConfigError(file ? `API_KEYS_FILE=${file}` : 'API_KEYS', () =>
    indexByHash([...given, ...(file ? readKeys(file) : [])]),
  )

  if (file) {
    watchFile(file, { interval: pollMs, persistent: false }, () => {
      try {
        keys = indexByHash([...given, ...readKeys(file)])
        logger.info({ file, keys: keys.size }, 'api keys reloaded')
      } catch (error) {
        logger.error(
          { file, reason: reasonOf(error) },
          'api keys not reloaded, keeping the previous ones',
        )
      }
    })
  }
  // A lookup by hash leaks no timing about keys; the comparison is timing-safe as well.
  const findByHash = (hash: string) => {
    const found = keys.get(hash)
    if (!found || !timingSafeEqual(Buffer.from(found.hash), Buffer.from(hash))) return undefined
    return isExpired(found) ? undefined : found
  }
  return {
    find: (key) => findByHash(hashKey(key)),
    findByHash,
    close() {
      if (file) unwatchFile(file)
    },
  }
}

function readKeys(file: string): ApiKey[] {
  // Reading a pipe would block the process until somebody writes to it.
  if (!statSync(file).isFile()) throw new Error('not a regular file')
  return parseKeys(readFileSync(file, 'utf8'))
}

/** @throws Error for a key that is listed twice, since its entries may differ */
function indexByHash(keys: ApiKey[]): Map<string, ApiKey> {
  const byHash = new Map(keys.map((key) => [key.hash, key]))
  if (byHash.size < keys.length) throw new Error('a hash is listed twice')
  return byHash
}

function orConfigError<Result>(setting: string, read: () => Result): Result {
  try {
    return read()
  } catch (error) {
    throw new ConfigError(
      `${setting} is not allowed: give a JSON list of keys as npm run keys makes it (${reasonOf(error)})`,
    )
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
