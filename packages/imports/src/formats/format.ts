/** What is wrong with a column of a line; the column is empty for the line as such. */
export interface FieldProblem {
  field: string
  message: string
}

/** A transaction as text, as in the columns of the standard format. Empty is as good as absent. */
export interface Line {
  external_id: string
  merchant_id: string
  /** Whole cents, or the smallest unit of the currency. */
  amount_cents: string
  fee_cents: string
  /** `SALE` unless given. */
  kind?: string
  /** `PAID` unless given. */
  status?: string
  /** RFC 3339 with an offset; may be empty unless the status is `PAID`. */
  paid_at: string
  order_id?: string
  /** The day that an `ADJUSTMENT` corrects, `YYYY-MM-DD`. */
  relates_to?: string
  /** ISO 4217. If given, it must be the merchant's. */
  currency?: string
}

/** What a request says of a file, for what the file itself may leave out. */
export interface FileContext {
  /** The merchant of all lines. */
  merchantId?: string | undefined
  /** IANA zone of times without one. */
  timeZone?: string | undefined
}

/** How a file is read: which columns it has, and how a record becomes transactions. */
export interface Format {
  /** Stored with the import, and as `source` of its transactions. */
  name: string
  requiredColumns: string[]
  optionalColumns: string[]
  /** Whether a file may have more columns, which are left out. Providers add some over time. */
  hasOtherColumns: boolean
  /**
   * Begins a file.
   *
   * @returns the transactions that one record stands for: none for money that only moves, several for a payment and
   * its charges. Each needs an `external_id` of its own. A record has the required columns; it lacks an optional one
   * that the file does not have.
   */
  open(context: FileContext): RecordReader
}

export type RecordReader = (record: Record<string, string>) => Line[] | FieldProblem
