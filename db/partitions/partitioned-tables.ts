export interface PartitionedTable {
  name: string
  /** The column whose month in UTC decides the partition. */
  key: string
  /** A uuid counts by the time of its UUIDv7. */
  kind: 'uuid' | 'timestamptz'
  /**
   * Tables that it refers to, and that its writers lock before it. A partition that is attached locks them against
   * writers.
   */
  refersTo: readonly string[]
  /** What refers to its key: rows with references cannot move to another partition. */
  referredBy: readonly { table: string; column: string }[]
  /** Whether rows that came before the partition of their month move there, if they are few. */
  movesRows: boolean
  /** Unique indexes of a month, which its table cannot have: name after that of the partition, and what follows ON. */
  uniqueIndexes: readonly { suffix: string; on: string }[]
  /** Statement that keeps the keys of rows `moved` to a month which have none in the table of keys; null if rows have no keys. */
  keepKeys: string | null
}

/** Tables with a partition for each month and a default one, `NAME_default`. A new one needs its migration and a line. */
export const partitionedTables = {
  settlement_changes: {
    name: 'settlement_changes',
    key: 'run_id',
    kind: 'uuid',
    refersTo: ['jobs'],
    referredBy: [],
    movesRows: true,
    uniqueIndexes: [],
    keepKeys: null,
  },
  transactions: {
    name: 'transactions',
    key: 'paid_at',
    kind: 'timestamptz',
    refersTo: [],
    referredBy: [],
    // A settlement that began before would read them neither where they were nor where they are.
    movesRows: false,
    uniqueIndexes: [
      { suffix: 'pkey', on: '(id)' },
      { suffix: 'external_id', on: '(merchant_id, external_id) WHERE external_id IS NOT NULL' },
      { suffix: 'order_sale', on: "(order_id) WHERE order_id IS NOT NULL AND kind = 'SALE'" },
    ],
    // A trigger does.
    keepKeys: null,
  },
  orders: {
    name: 'orders',
    key: 'id',
    kind: 'uuid',
    refersTo: ['products'],
    referredBy: [
      { table: 'refunds', column: 'order_id' },
      { table: 'order_keys', column: 'order_id' },
    ],
    movesRows: true,
    uniqueIndexes: [],
    // Keys of before they had a table are looked for in the default partition.
    keepKeys: `insert into order_placing_keys (idempotency_key, order_id)
      select idempotency_key, id from moved where idempotency_key is not null
      on conflict (idempotency_key) do update set order_id = excluded.order_id`,
  },
} as const satisfies Record<string, PartitionedTable>
