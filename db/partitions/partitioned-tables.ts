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
}

/** Tables with a partition for each month and a default one, `NAME_default`. A new one needs its migration and a line. */
export const partitionedTables = {
  settlement_changes: {
    name: 'settlement_changes',
    key: 'run_id',
    kind: 'uuid',
    refersTo: ['jobs'],
    referredBy: [],
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
  },
} as const satisfies Record<string, PartitionedTable>
