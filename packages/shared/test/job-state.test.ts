import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../..')
const transitions = 'packages/shared/src/jobs/'

/** The start of a statement that changes rows of `jobs`, in Kysely and in SQL. */
const updates = /updateTable\('jobs'\)|(?:update|merge\s+into)\s+(?:only\s+)?jobs\b/gi
/** Whether the file or the changes were deleted is not part of the job's state. */
const marksRemoval = /^update jobs set (file|changes)_removed_at = [^,]+$/

test('only the functions of shared/src/jobs change the state of a job', async () => {
  const writers = new Map<string, string[]>()
  for (const file of await listSources()) {
    const source = await readFile(join(root, file), 'utf8')
    const statements = [...source.matchAll(updates)].map(({ index }) => statementAt(source, index))
    const others = statements.filter((statement) => !marksRemoval.test(statement))
    if (others.length > 0) writers.set(file, others)
  }
  const files = [...writers.keys()]
  expect(files.filter((file) => file.startsWith(transitions))).toEqual([
    `${transitions}end-job.ts`,
    `${transitions}plan-job.ts`,
    `${transitions}publish-job.ts`,
    `${transitions}retry-job.ts`,
    `${transitions}start-job.ts`,
  ])
  expect(files.filter((file) => !file.startsWith(transitions))).toEqual([])
})

/** Production sources, as paths from the root, without migrations, which only change the schema. */
async function listSources(): Promise<string[]> {
  const files: string[] = []
  for await (const file of glob(['db/*.ts', 'packages/*/src/**/*.ts'], { cwd: root })) {
    if (!file.endsWith('.test.ts')) files.push(file)
  }
  return files.sort()
}

/** The statement at `index` up to its `where`, in one line. */
function statementAt(source: string, index: number): string {
  const [statement = ''] = source.slice(index).split(/\bwhere\b/)
  return statement.replace(/\s+/g, ' ').trim()
}
