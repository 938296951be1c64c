import type { ColumnType } from 'kysely'

/** 64-bit integers are selected as text, so that no sum is rounded. */
export type BigIntInput = string | number | bigint
export type BigInt64 = ColumnType<string, BigIntInput, BigIntInput>
export type BigInt64WithDefault = ColumnType<string, BigIntInput | undefined, BigIntInput>
/** A calendar day, `YYYY-MM-DD`; a JavaScript Date would have a time and a zone. */
export type Day = string
export type Timestamp = ColumnType<Date, Date | string, Date | string>
/** A timestamp with a default. */
export type CreatedAt = ColumnType<Date, Date | string | undefined, Date | string>
