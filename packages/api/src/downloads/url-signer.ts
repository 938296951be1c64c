import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import { ProblemError } from '../problems/problem-error.ts'
import type { SignedUrl } from './downloads.schemas.ts'
import { findDownload } from './find-download.ts'

/** What a signature vouches for. */
interface Claims {
  /** Of the file. */
  name: string
  /** In seconds since 1970; a URL without it has expired. */
  expires?: number
  /** The only merchant whose lines it gives; all without it. */
  merchant?: string | undefined
}

export interface UrlSigner {
  /**
   * Signs a URL of a job's file that needs no API key until it expires. Every api process accepts it.
   *
   * @param lifetime in seconds, by the database's clock
   * @param merchant the only one whose lines the URL gives; all if undefined
   * @throws ProblemError DOWNLOAD_NOT_FOUND if there is no file
   */
  sign(jobId: string, lifetime: number, merchant: string | undefined): Promise<SignedUrl>
  /**
   * Accepts a signed URL until it expires.
   *
   * @throws ProblemError DOWNLOAD_URL_INVALID, DOWNLOAD_URL_EXPIRED
   */
  verify(claims: Claims, signature: string): Promise<void>
}

/**
 * Written by hand: it is one HMAC over a few words, and a library would not be shorter.
 *
 * @param readSecret reads the secret that all api processes share
 */
export function createUrlSigner(db: Database, readSecret: () => Promise<Buffer>): UrlSigner {
  return {
    async sign(jobId, lifetime, merchant) {
      const name = `${jobId.toLowerCase()}.csv`
      await findDownload(db, name)
      const expires = (await readClock(db)) + lifetime
      const claims = { name, expires, merchant }
      const signature = digest(await readSecret(), claims).toString('base64url')
      const query = new URLSearchParams({
        expires: String(expires),
        ...(merchant === undefined ? {} : { merchant }),
        signature,
      })
      return {
        url: `/downloads/${name}?${query}`,
        expires_at: new Date(expires * 1000).toISOString(),
      }
    },
    async verify(claims, signature) {
      const expected = digest(await readSecret(), claims)
      const given = Buffer.from(signature, 'base64url')
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
        throw new ProblemError('DOWNLOAD_URL_INVALID')
      }
      if ((claims.expires ?? 0) <= (await readClock(db))) {
        throw new ProblemError('DOWNLOAD_URL_EXPIRED')
      }
    },
  }
}

/** The merchant comes last: it alone may have line breaks, since no file has a name with one. */
function digest(secret: Buffer, { name, expires = 0, merchant }: Claims): Buffer {
  const text = [name, expires, ...(merchant === undefined ? [] : [merchant])].join('\n')
  return createHmac('sha256', secret).update(text).digest()
}

/** @returns whole seconds since 1970 */
async function readClock(db: Database): Promise<number> {
  const { rows } = await sql<{
    now: number
  }>`select floor(extract(epoch from clock_timestamp()))::float8 as now`.execute(db)
  return rows[0]?.now ?? Number.POSITIVE_INFINITY
}
