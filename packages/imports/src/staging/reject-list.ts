import type { FieldProblem } from '../formats/format.ts'

/** What is wrong with a line. */
export interface Reject extends FieldProblem {
  /** Counts from 1, with the header; the first one of a record of several lines. */
  line: number
}

/** Rejects that are kept of an import. */
export const maxRejects = 1_000

/** Counts the lines that were refused, and keeps the first problems: a file may have millions. */
export class RejectList {
  readonly first: Reject[] = []
  lines = 0
  #lastLine = 0

  /** Of one line all problems follow each other. */
  add(line: number, { field, message }: FieldProblem): void {
    if (line !== this.#lastLine) this.lines += 1
    this.#lastLine = line
    if (this.first.length < maxRejects) this.first.push({ line, field, message })
  }
}
