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
    super(message, options)
    this.code = code
    this.details = details
  }
}
