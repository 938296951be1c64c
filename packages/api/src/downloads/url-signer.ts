import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Database } from '@order-settlement/db/tables.ts'
import { sql } from 'kysely'
import { ProblemError } from '../problems/problem-error.ts'
import type { SignedUrl } from './downloads.schemas.ts'
import { findDownload } from './find-download.ts'

export interface UrlSigner {
  /**
   * Signs a URL of a job's file that needs no API key until it expires. Every api process accepts it.
   *
   * @param lifetime in seconds, by the database's clock
   * @throws ProblemError DOWNLOAD_NOT_FOUND if there is no file
   */
  sign(jobId: string, lifetime: number): Promise<SignedUrl>
  /**
   * Accepts a signed URL until it expires.
   *
   * @param name of the file
   * @param expires in seconds since 1970
   * @throws ProblemError DOWNLOAD_URL_INVALID, DOWNLOAD_URL_EXPIRED
   */
  verify(name: string, signature: string, expires: number): Promise<void>
}

/**
 * Signs with the secret in the database, which it reads once, so that a wrong signature costs no query. Written by
 * hand: it is one HMAC over file name and expiry, and a library would not be shorter.
 */
export function createUrlSigner(db: Database): UrlSigner {
  let reading: Promise<Buffer> | undefined
  const loadSecret = () => {
    reading ??= findSecret(db).catch((error: unknown) => {
      reading = undefined
      throw error
    })
    return reading
  }

  return {
    async sign(jobId, lifetime) {
      const { file } = await findDownload(db, `${jobId.toLowerCase()}.csv`)
      const expires = (await readClock(db)) + lifetime
      const signature = digest(await loadSecret(), file, expires).toString('base64url')
      return {
        url: `/downloads/${file}?expires=${expires}&signature=${signature}`,
        expires_at: new Date(expires * 1000).toISOString(),
      }
    },
    async verify(name, signature, expires) {
      const expected = digest(await loadSecret(), name, expires)
      const given = Buffer.from(signature, 'base64url')
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
        throw new ProblemError('DOWNLOAD_URL_INVALID')
      }
      if (expires <= (await readClock(db))) {
        throw new ProblemError('DOWNLOAD_URL_EXPIRED')
      }
    },
  }
}

function digest(secret: Buffer, name: string, expires: number): Buffer {
  return createHmac('sha256', secret).update(`${name}\n${expires}`).digest()
}

async function findSecret(db: Database): Promise<Buffer> {
  const { secret } = await db
    .selectFrom('signing_secrets')
    .select('secret')
    .executeTakeFirstOrThrow()
  return secret
}

/** @returns whole seconds since 1970 */
async function readClock(db: Database): Promise<number> {
  const { rows } = await sql<{
    now: number
  }>`select floor(extract(epoch from clock_timestamp()))::float8 as now`.execute(db)
  return rows[0]?.now ?? Number.POSITIVE_INFINITY
}
