import type { ProblemKind } from './problem-kind.ts'

export const jobProblems = {
  JOB_NOT_FOUND: {
    status: 404,
    title: 'Job not found',
    meaning: 'There is no job with this id',
    remedy: 'Check the id, or list jobs with GET /jobs',
  },
  JOB_ALREADY_FINISHED: {
    status: 409,
    title: 'Job already finished',
    meaning: 'The job has completed or failed, so it cannot be cancelled',
    remedy: 'Read the outcome with GET /jobs/{id}',
  },
  JOB_PUBLISHING: {
    status: 409,
    title: 'Job publishing',
    meaning: 'The job is being published, so it cannot be cancelled now',
    remedy:
      'Wait for the seconds in Retry-After: read the outcome, or cancel it again if it is still running',
    retryAfter: 1,
  },
  JOB_NOT_RETRYABLE: {
    status: 409,
    title: 'Job not retryable',
    meaning: 'Only a failed or cancelled job can be retried',
    remedy: 'Wait for the job to end, or start another with POST /jobs/settlement',
  },
  JOB_NOT_COMPLETED: {
    status: 409,
    title: 'Job not completed',
    meaning: 'The job has not completed, so it has changed no settlements',
    remedy: 'Wait until the job is COMPLETED',
  },
  JOB_DAYS_DIFFER: {
    status: 409,
    title: 'Job days differ',
    meaning: 'The two jobs settled different days, or days in different time zones',
    remedy: 'Compare jobs whose from, to and timezone are equal',
  },
  DIFF_NOT_KEPT: {
    status: 409,
    title: 'Diff not kept',
    meaning:
      'The changes were not recorded, since one of the jobs is a dry run or from before they were, or were removed for their age',
    remedy: 'Compare their CSV files, or settle the days again and compare later jobs',
  },
} as const satisfies Record<string, ProblemKind>
