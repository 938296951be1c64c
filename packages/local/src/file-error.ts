import { errorCode } from '@order-settlement/db/database-errors.ts'

const reasons: Record<string, string> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'a file-size limit is reached',
  EROFS: 'the disk is read-only',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EEXIST: 'a file of that name is in the way',
  ENOTDIR: 'a part of the path is a file',
}

/** What went wrong with a file, in words where the system's code has some here. */
export function describeFileError(error: unknown): string {
  const code = errorCode(error)
  const words = reasons[code]
  if (words) return `${words} (${code})`
  return code || (error instanceof Error ? error.message : String(error))
}

/** One line for a failure of the file system that names its file; undefined for every other error. */
export function explainFileError(error: unknown): string | undefined {
  if (!(error instanceof Error && 'path' in error && errorCode(error) in reasons)) return undefined
  return `cannot write ${error.path}: ${describeFileError(error)}`
}
