import { createHmac, timingSafeEqual } from 'node:crypto'

/** How long a session lasts, in seconds. */
export const sessionSeconds = 60 * 60

export const sessionCookie = 'session'

/** What a session cookie says: which key was given, and until when it counts, in ms since 1970. */
export interface Session {
  hash: string
  expires: number
}

/** Signs a session, so that every api process accepts it and none has to store it. */
export function signSession(secret: Buffer, { hash, expires }: Session): string {
  const text = `${hash}.${expires}`
  return `${text}.${digest(secret, text).toString('base64url')}`
}

/** @returns the session of a cookie that is unchanged and has not expired */
export function verifySession(secret: Buffer, cookie: string): Session | undefined {
  const end = cookie.lastIndexOf('.')
  const text = cookie.slice(0, end)
  const expected = digest(secret, text)
  const given = Buffer.from(cookie.slice(end + 1), 'base64url')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
  const [hash = '', expires = ''] = text.split('.')
  return Number(expires) > Date.now() ? { hash, expires: Number(expires) } : undefined
}

/** The first line tells it from the digest of a download URL, which has the same secret. */
function digest(secret: Buffer, text: string): Buffer {
  return createHmac('sha256', secret).update(`session\n${text}`).digest()
}
