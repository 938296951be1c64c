import type { ImportResult } from '@order-settlement/imports/import-options.ts'
import { Counter, type Registry } from 'prom-client'

/** @returns counts an import in the metrics; not a dry run, nor an answer that is replayed */
export function countImports(registry: Registry): (result: ImportResult) => void {
  const imports = new Counter({
    name: 'order_settlement_imports_total',
    help: 'Files that were imported or refused.',
    labelNames: ['status'] as const,
    registers: [registry],
  })
  const transactions = new Counter({
    name: 'order_settlement_imported_transactions_total',
    help: 'Transactions of files, by what became of them.',
    labelNames: ['outcome'] as const,
    registers: [registry],
  })
  return ({ status, import_id, replayed, inserted, updated, unchanged, rejected_count }) => {
    if (import_id === null || replayed) return
    imports.inc({ status })
    transactions.inc({ outcome: 'inserted' }, inserted)
    transactions.inc({ outcome: 'updated' }, updated)
    transactions.inc({ outcome: 'unchanged' }, unchanged)
    transactions.inc({ outcome: 'rejected' }, rejected_count)
  }
}
