import { type Kysely, sql } from 'kysely'

/** Binds the kept sums of a batch to the cluster whose transaction ids they are compared with. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // Where transaction ids may be compared: the same cluster, the same timeline, and the table as it was created
  // there. A dump that is restored elsewhere differs in the first, or after a promotion or a restore to a point in
  // time in the second. Forks of a disk have both in common, but a table that is restored into one has a new oid.
  // Null where a managed server does not tell: sums are then never kept.
  `CREATE FUNCTION cluster_mark() RETURNS text LANGUAGE plpgsql STABLE AS $$ BEGIN
    RETURN (SELECT system_identifier FROM pg_control_system()) || '/'
      || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8) || '/' || 'transactions'::regclass::oid;
  EXCEPTION WHEN OTHERS THEN RETURN NULL;
  END $$`,
  // Where snapshot_xmin was taken; null for sums that are older than this column, which are not kept either.
  `ALTER TABLE settlement_batches ADD cluster_mark text`,
]
