import { readFile } from 'node:fs/promises'
import { createTestDatabase } from '@order-settlement/testing/test-database.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { dumpSchema, schemaFile } from '../dump-schema.ts'

test('db/schema.sql equals the schema after all migrations', async () => {
  await using database = await createTestDatabase()
  expect(
    await dumpSchema(database.db),
    'run `npm run generate:schema` and commit db/schema.sql',
  ).toBe(await readFile(schemaFile, 'utf8'))
})

test('db/schema.sql recreates the same schema', async () => {
  await using database = await createTestDatabase()
  const file = await readFile(schemaFile, 'utf8')
  await sql`drop schema public cascade`.execute(database.db)
  await sql`create schema public`.execute(database.db)
  await sql.raw(file).execute(database.db)
  expect(await dumpSchema(database.db)).toBe(file)
})

test('the dump has columns, defaults, constraints, indexes, comments, functions and aggregates that are added', async () => {
  await using database = await createTestDatabase()
  await sql
    .raw(`
      create table seen (id bigint);
      alter table seen alter id set default 7;
      alter table seen add twice bigint generated always as (id * 2) stored;
      alter table seen add constraint few check (id < 5);
      create index few on seen (id) where id > 2;
      comment on table seen is 'it''s';
      comment on column seen.id is 'a number';
      create function seven() returns int language sql as 'select 7';
      create aggregate total(integer) (sfunc = int4pl, stype = integer, combinefunc = int4pl, parallel = safe);
      comment on function seven() is 'always'`)
    .execute(database.db)
  const dump = await dumpSchema(database.db)
  expect(dump).toContain(`
CREATE TABLE seen (
  id bigint DEFAULT 7,
  twice bigint GENERATED ALWAYS AS ((id * 2)) STORED,
  CONSTRAINT few CHECK (id < 5)
);
CREATE INDEX few ON seen USING btree (id) WHERE id > 2;
COMMENT ON TABLE seen IS
  'it''s';
COMMENT ON COLUMN seen.id IS
  'a number';
`)
  expect(dump).toContain("COMMENT ON FUNCTION seven() IS\n  'always';\n")
  expect(dump).toContain(
    '\nCREATE AGGREGATE total(integer) (SFUNC = int4pl, STYPE = integer, COMBINEFUNC = int4pl, PARALLEL = SAFE);\n',
  )
})

test('the dump refuses objects of other kinds and names them', async () => {
  await using database = await createTestDatabase()
  await sql
    .raw(`
      create view a_view as select 1;
      create sequence a_sequence;
      create type an_enum as enum ('a');
      create domain a_domain as text;
      create aggregate an_aggregate(integer) (sfunc = int4pl, stype = integer);
      alter table orders enable row level security`)
    .execute(database.db)
  await expect(dumpSchema(database.db)).rejects.toThrow(
    'dump-schema.ts does not know: a_domain, a_sequence, a_view, an_aggregate, an_enum, orders',
  )
})

test('db/README.md lists every table', async () => {
  const [dump, readme] = await Promise.all([
    readFile(schemaFile, 'utf8'),
    readFile(new URL('../README.md', import.meta.url), 'utf8'),
  ])
  const tables = [...dump.matchAll(/^CREATE TABLE (\w+) \(/gm)].map(([, name]) => name)
  const [, list = ''] = readme.split(/^\| table \|.*$/m)
  const listed = [...(list.split('\n\n')[0] ?? '').matchAll(/^\| `(\w+)`/gm)].map(
    ([, name]) => name,
  )
  expect(listed.toSorted()).toEqual(tables.toSorted())
})
