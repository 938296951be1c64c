import Type from 'typebox'
import { nullable } from '../server/route-schemas.ts'
import type { ProblemKind } from './problem-kind.ts'

const ImportReject = Type.Object({
  line: Type.Integer({
    description: 'Counts from 1, with the header; of a record of several lines the first',
  }),
  field: Type.String({ description: 'The column; empty for the line as such' }),
  message: Type.String(),
})

const exampleReject = {
  line: 3,
  field: 'amount_cents',
  message: 'has decimals; write 1999 for 19.99',
}

/** Of an import that was refused, as of one that was not. */
const importMembers = {
  import_id: {
    schema: nullable(Type.String({ format: 'uuid', description: 'null for a dry run' })),
    example: '0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10',
  },
  received: {
    schema: Type.Integer({
      description: 'Transactions in the file; a line that cannot be read counts as one',
    }),
    example: 3,
  },
  rejected_count: {
    schema: Type.Integer({ description: 'Those of them that were refused' }),
    example: 1,
  },
  rejected: {
    schema: Type.Array(ImportReject, { description: 'The first 1,000 problems, by line' }),
    example: [exampleReject],
  },
}

export const importProblems = {
  IMPORT_REJECTED: {
    status: 422,
    title: 'Import rejected',
    meaning: 'The file has lines that cannot be imported, so none of its transactions was kept',
    remedy: 'Correct the lines that rejected names and send the file again, or send on_error=skip',
    members: importMembers,
  },
  IMPORT_NOT_FOUND: {
    status: 404,
    title: 'Import not found',
    meaning: 'There is no import with this id',
    remedy: 'Check the id, or find the import with GET /imports',
  },
  IMPORTS_BUSY: {
    status: 503,
    title: 'Imports busy',
    meaning: 'As many files as the service takes at once are being imported',
    remedy: 'Send the file again after the seconds in Retry-After',
    retryAfter: 10,
  },
} as const satisfies Record<string, ProblemKind>
