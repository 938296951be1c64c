import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { repositoryRoot } from '@order-settlement/local/places.ts'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { execa } from 'execa'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../tables.ts'

// In db, so that the compiler finds kysely.
const directory = join(repositoryRoot, 'db/node_modules/.cache/tables-test')

beforeAll(() => mkdir(directory, { recursive: true }))
afterAll(() => rm(directory, { recursive: true }))

/** What a query returns for a column of this type; arrays of them are arrays. */
const selected: Record<string, string> = {
  bigint: 'string',
  boolean: 'boolean',
  bytea: 'Buffer',
  date: 'string',
  'double precision': 'number',
  integer: 'number',
  jsonb: 'object',
  numeric: 'string',
  text: 'string',
  'timestamp with time zone': 'Date',
  uuid: 'string',
  xid8: 'string',
  pg_snapshot: 'string',
}

interface Column {
  table: string
  column: string
  type: string
  nullable: boolean
  /** Whether an insert may leave it out. */
  optional: boolean
}

async function readColumns(db: Database): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select relname as table, attname as column, format_type(atttypid, null) as type,
      not attnotnull as nullable, not attnotnull or atthasdef or attidentity <> '' as optional
    from pg_attribute join pg_class as t on t.oid = attrelid
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition and relname not like 'kysely\\_%'
      and attnum > 0 and not attisdropped
    order by t.oid, attnum`.execute(db)
  return rows
}

/** A line for each column, which compiles if tables.ts says the same of it, and lines for what else it has. */
function statements(columns: Column[]): string {
  const checks = columns.map(({ table, column, type, nullable, optional }) => {
    const [, element = '', brackets = ''] = /^(.*?)((?:\[\])*)$/.exec(type) ?? []
    const expected = `${selected[element] ?? 'never'}${brackets}`
    return `export const ${table}_${column}: Column<'${table}', '${column}', ${expected}> = { nullable: ${nullable}, optional: ${optional} }`
  })
  const rest = [...Map.groupBy(columns, ({ table }) => table)].map(([table, of]) => {
    const names = of.map(({ column }) => `'${column}'`).join(' | ')
    return `export const ${table}: { [Name in Exclude<keyof Row<'${table}'>, ${names}>]: 1 } = {}`
  })
  const tables = columns.map(({ table }) => `'${table}'`).join(' | ')
  return `
import type { Insertable, Selectable } from 'kysely'
import type { Schema } from '${join(repositoryRoot, 'db/tables.ts')}'
type Row<Table extends keyof Schema> = Selectable<Schema[Table]>
type Column<Table extends keyof Schema, Name extends keyof Row<Table>, Type> =
  [NonNullable<Row<Table>[Name]>] extends [Type]
    ? {
        nullable: null extends Row<Table>[Name] ? true : false
        optional: {} extends Pick<Insertable<Schema[Table]>, Name & keyof Insertable<Schema[Table]>> ? true : false
      }
    : { type: Type }
export const tables: { [Table in Exclude<keyof Schema, ${tables}>]: 1 } = {}
${rest.join('\n')}
${checks.join('\n')}
`
}

/** What the compiler says of tables.ts against the tables of a database, a line each; empty if they agree. */
async function compile(db: Database): Promise<string> {
  const source = statements(await readColumns(db))
  const file = join(directory, 'tables.ts')
  await writeFile(file, source)
  const config = join(directory, 'tsconfig.json')
  const base = join(repositoryRoot, 'tsconfig.base.json')
  await writeFile(config, JSON.stringify({ extends: base, include: [file] }))
  const tsc = join(repositoryRoot, 'node_modules/.bin/tsc')
  const { stdout } = await execa(tsc, ['-p', config], { reject: false })
  // What stands at the line says more than its number.
  return stdout.replaceAll(/^\S+\((\d+),\d+\)/gm, (_, line) => source.split('\n')[line - 1] ?? '')
}

test('tables.ts has every column of the migrated tables, with its type, nullability and default', async () => {
  await using database = await createTestDatabase()
  expect(await compile(database.db), 'change db/tables.ts to what the migrations make').toBe('')
})

test('each difference between tables.ts and the tables is an error that names it', async () => {
  await using database = await createTestDatabase()
  await sql
    .raw(`
      create table more_tables (id bigint);
      drop table signing_secrets;
      alter table job_keys add more_columns text;
      alter table orders drop placed_by;
      alter table orders alter buyer_id drop not null;
      alter table orders alter idempotency_key set not null;
      alter table orders alter status drop default;
      alter table jobs alter timezone set default 'UTC';
      alter table jobs alter error type boolean using null;
      alter table settlement_batches alter fee_cents type bigint using null;
      alter table settlements alter date type money using null`)
    .execute(database.db)
  const found = (await compile(database.db)).match(/^export const \w+|'\w+' is missing/gm)
  expect(new Set(found)).toEqual(
    new Set([
      "'signing_secrets' is missing",
      "'placed_by' is missing",
      'export const tables',
      'export const orders',
      'export const more_tables',
      'export const more_tables_id',
      'export const job_keys_more_columns',
      'export const orders_buyer_id',
      'export const orders_idempotency_key',
      'export const orders_status',
      'export const jobs_timezone',
      'export const jobs_error',
      'export const settlement_batches_fee_cents',
      'export const settlements_date',
    ]),
  )
})
