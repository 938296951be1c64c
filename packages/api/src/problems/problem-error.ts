import { kindOf, type MembersOf, type ProblemCode } from './problems.ts'
import type { FieldError } from './requests.problems.ts'

/** Ends a request with a problem of the table. Message and members are shown to the caller, the cause is not. */
export class ProblemError<Code extends ProblemCode = ProblemCode> extends Error {
  override readonly name = 'ProblemError'
  readonly code: Code
  readonly status: number
  readonly members: MembersOf<Code>
  /** When to send the request again, in seconds; as the table has it if undefined. */
  readonly retryAfter: number | undefined

  /**
   * @param detail the problem's `detail`; the table's sentence if undefined
   * @param members as the table lists them for the code
   */
  constructor(
    code: Code,
    detail?: string,
    members?: MembersOf<Code>,
    options?: ErrorOptions & { retryAfter?: number },
  ) {
    const kind = kindOf(code)
    // Nobody reads the stack of a refusal, and capturing it costs as much as the rest of the answer.
    const { stackTraceLimit } = Error
    Error.stackTraceLimit = 0
    super(detail ?? kind.detail ?? kind.meaning, options)
    Error.stackTraceLimit = stackTraceLimit
    this.code = code
    this.status = kind.status
    this.members = members ?? ({} as MembersOf<Code>)
    this.retryAfter = options?.retryAfter ?? kind.retryAfter
  }
}

/** Narrows an error to the problem of one code. */
export function isProblem<Code extends ProblemCode>(
  error: unknown,
  code: Code,
): error is ProblemError<Code> {
  return error instanceof ProblemError && error.code === code
}

/** @param path JSON pointer of the field at fault; empty for the body itself */
export function invalidField(path: string, message: string): ProblemError<'VALIDATION'> {
  return invalidFields([{ path, message }])
}

export function invalidFields(errors: FieldError[]): ProblemError<'VALIDATION'> {
  const [first] = errors
  const detail = first && `${first.path || 'The body'} ${first.message}`
  return new ProblemError('VALIDATION', detail, { errors })
}
