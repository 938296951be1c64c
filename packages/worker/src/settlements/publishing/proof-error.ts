/** The table and the file of a settlement differ, so it must not be published. */
export class ProofError extends Error {
  override name = 'ProofError'
}
