import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Database } from '@order-settlement/shared/database.ts'
import { sql } from 'kysely'
import { AccessError } from '../access/access.errors.ts'
import { findDownload } from './find-download.ts'
import type { SignedUrl } from './settlements.schemas.ts'

/**
 * A URL of a settlement's file that needs no key for a while. Every api process knows its signature.
 *
 * @param lifetime in seconds, counted by the database's clock
 * @throws SettlementError DOWNLOAD_NOT_FOUND if there is no file
 */
export async function signDownloadUrl(
  db: Database,
  jobId: string,
  lifetime: number,
): Promise<SignedUrl> {
  const name = await findDownload(db, `${jobId.toLowerCase()}.csv`)
  const { secret, now } = await readSigning(db)
  const expires = now + lifetime
  const signature = sign(secret, name, expires).toString('base64url')
  return {
    url: `/downloads/${name}?expires=${expires}&signature=${signature}`,
    expires_at: new Date(expires * 1000).toISOString(),
  }
}

/**
 * Lets a signed URL pass until it expires.
 *
 * @param name of the file
 * @param expires in seconds since 1970
 * @throws AccessError DOWNLOAD_URL_INVALID, DOWNLOAD_URL_EXPIRED
 */
export async function verifyDownloadUrl(
  db: Database,
  name: string,
  { signature, expires }: { signature: string; expires: number },
): Promise<void> {
  const { secret, now } = await readSigning(db)
  const right = sign(secret, name, expires)
  const given = Buffer.from(signature, 'base64url')
  if (given.length !== right.length || !timingSafeEqual(given, right)) {
    throw new AccessError('DOWNLOAD_URL_INVALID', 'The signature is not one of this file')
  }
  if (expires <= now) {
    throw new AccessError('DOWNLOAD_URL_EXPIRED', 'The URL has expired; ask for another one')
  }
}

function sign(secret: Buffer, name: string, expires: number): Buffer {
  return createHmac('sha256', secret).update(`${name}\n${expires}`).digest()
}

/** @returns what URLs are signed with, and the seconds since 1970 */
async function readSigning(db: Database): Promise<{ secret: Buffer; now: number }> {
  return await db
    .selectFrom('signing_secrets')
    .select(['secret', sql<number>`extract(epoch from clock_timestamp())::integer`.as('now')])
    .executeTakeFirstOrThrow()
}
