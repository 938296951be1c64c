/** What a refusal may tell beyond its sentence. */
export interface RefusalDetails {
  /** The fields that are at fault, each by its JSON pointer. */
  errors?: { path: string; message: string }[]
  /** Units asked for, and units left. */
  requested?: number
  available?: number
}

/** A request that was understood and is not done. Message and details are shown to the caller. */
export abstract class Refusal<Code extends string = string> extends Error {
  override name = 'Refusal'
  readonly code: Code
  readonly details: RefusalDetails
  abstract readonly status: number

  constructor(code: Code, message: string, details: RefusalDetails = {}, options?: ErrorOptions) {
    // A refusal is an answer, not a fault: nobody reads its stack, and taking one costs as much as the rest.
    const { stackTraceLimit } = Error
    Error.stackTraceLimit = 0
    super(message, options)
    Error.stackTraceLimit = stackTraceLimit
    this.code = code
    this.details = details
  }
}
