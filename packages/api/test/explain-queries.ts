import type { Database } from '@order-settlement/db/tables.ts'
import type { CompiledQuery, KyselyPlugin } from 'kysely'
import pg from 'pg'

/** A node of a plan that PostgreSQL has run. */
export interface PlanNode {
  'Node Type': string
  'Index Name'?: string
  'Relation Name'?: string
  'Heap Fetches'?: number
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Shared Hit Blocks': number
  'Shared Read Blocks': number
  Plans?: PlanNode[]
}

/**
 * Runs the queries of `work` once more, with EXPLAIN.
 *
 * @returns the nodes of each query's plan, its root first
 */
export async function explainQueries(
  { db, url }: { db: Database; url: string },
  work: (db: Database) => Promise<unknown>,
): Promise<PlanNode[][]> {
  const queries: CompiledQuery[] = []
  const plugin: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      queries.push(db.getExecutor().compileQuery(node, queryId))
      return node
    },
    transformResult: async ({ result }) => result,
  }
  await work(db.withPlugin(plugin))
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const plans: PlanNode[][] = []
    for (const { sql, parameters } of queries) {
      const { rows } = await client.query(`explain (analyze, buffers, format json) ${sql}`, [
        ...parameters,
      ])
      plans.push(nodesOf(rows[0]['QUERY PLAN'][0].Plan))
    }
    return plans
  } finally {
    await client.end()
  }
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)]
}
