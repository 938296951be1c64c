/** Something that the user of the command must put right. The message is one line, shown without a stack. */
export class LocalError extends Error {
  override name = 'LocalError'
}
