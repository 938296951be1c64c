import { timingSafeEqual } from 'node:crypto'
import { readFileSync, unwatchFile, watchFile } from 'node:fs'
import { ConfigError } from '@order-settlement/shared/config.ts'
import type { FastifyBaseLogger } from 'fastify'
import { type ApiKey, digest, parseKeys } from './api-key.ts'

/** How often the file is looked at, in ms: a notification would not come over every kind of mount. */
const lookEveryMs = 1_000

export interface KeyRing {
  /** @returns what the key is called and may do; undefined if it is not known, or expired */
  find(key: string): ApiKey | undefined
  /** Stops looking at the file. */
  close(): void
}

interface StoredKey extends ApiKey {
  digest: Buffer
}

interface Options {
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
export function openKeyRing(options: Options, logger: FastifyBaseLogger): KeyRing | undefined {
  const { API_KEYS: text, API_KEYS_FILE: file } = options
  if (!text && !file) return undefined
  const given = text ? orRefuse('API_KEYS', () => store(text)) : []
  let kept = file ? orRefuse(`API_KEYS_FILE=${file}`, () => read(file)) : []

  if (file) {
    watchFile(file, { interval: lookEveryMs, persistent: false }, () => {
      try {
        kept = read(file)
        logger.info({ file, keys: kept.length }, 'api keys read again')
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
      const wanted = digest(key)
      let found: StoredKey | undefined
      // Every one is compared, each in constant time: the time taken tells nothing.
      for (const stored of [...given, ...kept]) {
        if (timingSafeEqual(stored.digest, wanted)) found = stored
      }
      return found && !isExpired(found) ? found : undefined
    },
    close() {
      if (file) unwatchFile(file)
    },
  }
}

function read(file: string): StoredKey[] {
  return store(readFileSync(file, 'utf8'))
}

function store(text: string): StoredKey[] {
  return parseKeys(text).map((key) => ({
    ...key,
    digest: Buffer.from(key.hash.slice('sha256:'.length), 'hex'),
  }))
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
