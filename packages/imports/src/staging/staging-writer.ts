import { once } from 'node:events'
import type pg from 'pg'
import { from } from 'pg-copy-streams'
import type { Line } from '../formats/format.ts'
import { requireProcess, type SharedProcess } from './session.ts'

/** Characters that are collected for one COPY. */
const partLength = 256 * 1024

/**
 * Copies lines into `staged_lines`, a part at a time. Each part is a transaction of its own: while a slow client sends,
 * none is open, which would keep PostgreSQL from removing old versions of rows that orders update.
 */
export class StagingWriter {
  readonly #client: pg.ClientBase
  readonly #process: SharedProcess
  #rows: string[] = []
  #length = 0
  #copying: Promise<void> = Promise.resolve()
  count = 0

  constructor(client: pg.ClientBase, process: SharedProcess) {
    this.#client = client
    this.#process = process
  }

  get isFull(): boolean {
    return this.#length >= partLength
  }

  /** Takes a line that `checkLine` finds nothing wrong with. */
  add(line: number, transaction: Line): void {
    this.count += 1
    const row = toRow(this.count, line, transaction)
    this.#rows.push(row)
    this.#length += row.length
  }

  /** Sends what was added, once the part before it is copied. */
  async flush(): Promise<void> {
    await this.#copying
    if (this.#rows.length === 0) return
    const part = Buffer.from(this.#rows.join(''))
    this.#rows = []
    this.#length = 0
    this.#copying = this.#copy(part)
    // Thrown by the next flush.
    this.#copying.catch(() => {})
  }

  async end(): Promise<void> {
    await this.flush()
    await this.#copying
  }

  async #copy(part: Buffer): Promise<void> {
    if (this.#process === undefined) return await this.#send(part)
    // An error closes the connection, which rolls back.
    await this.#client.query('begin')
    await requireProcess(this.#client, this.#process)
    await this.#send(part)
    await this.#client.query('commit')
  }

  async #send(part: Buffer): Promise<void> {
    const stream = this.#client.query(from('copy staged_lines from stdin'))
    stream.end(part)
    await once(stream, 'finish')
  }
}

/** In the text format of COPY. Only the two ids may have a backslash; tabs and line ends none has. */
function toRow(no: number, line: number, transaction: Line): string {
  const { external_id, merchant_id, amount_cents, fee_cents, kind, status, paid_at } = transaction
  const { order_id, relates_to, currency } = transaction
  return `${no}\t${line}\t${escapeText(external_id)}\t${escapeText(merchant_id)}\t${amount_cents}\t${fee_cents}\t${kind || 'SALE'}\t${status || 'PAID'}\t${paid_at || '\\N'}\t${order_id || '\\N'}\t${relates_to || '\\N'}\t${currency || '\\N'}\n`
}

function escapeText(text: string): string {
  return text.includes('\\') ? text.replaceAll('\\', '\\\\') : text
}
