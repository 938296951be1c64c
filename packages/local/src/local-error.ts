/** Something that whoever typed the command must put right. The message is one line, shown without a stack. */
export class LocalError extends Error {
  override name = 'LocalError'
}

/** The system's code of an error, such as `ENOENT`; empty if it has none. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
