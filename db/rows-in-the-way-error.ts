/** A migration that rows do not allow. The message is one line that names them; nothing was changed. */
export class RowsInTheWayError extends Error {
  override name = 'RowsInTheWayError'
}
