import type { Format } from './format.ts'
import { standard } from './standard.ts'

/** The formats by name. */
export const formats = { standard } as const satisfies Record<string, Format>

export type FormatName = keyof typeof formats
