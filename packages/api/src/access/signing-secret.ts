import type { Database } from '@order-settlement/db/tables.ts'

/**
 * Reads the secret that all api processes sign with. It is read from the database once, so that a wrong signature
 * costs no query.
 *
 * @returns reads it, or reads it again if that failed
 */
export function createSecretReader(db: Database): () => Promise<Buffer> {
  let reading: Promise<Buffer> | undefined
  return () => {
    reading ??= findSecret(db).catch((error: unknown) => {
      reading = undefined
      throw error
    })
    return reading
  }
}

async function findSecret(db: Database): Promise<Buffer> {
  const { secret } = await db
    .selectFrom('signing_secrets')
    .select('secret')
    .executeTakeFirstOrThrow()
  return secret
}
