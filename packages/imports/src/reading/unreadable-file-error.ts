/** From here on the file cannot be read, not even with bad lines left out. */
export class UnreadableFileError extends Error {
  override name = 'UnreadableFileError'
  /** The line; that of the reader if undefined. */
  readonly line: number | undefined
  readonly field: string

  /** @param message about the field, or about the line if the field is empty, such as `is not closed` */
  constructor(message: string, { line, field = '' }: { line?: number; field?: string } = {}) {
    super(message)
    this.line = line
    this.field = field
  }
}
