import { parseArgs } from 'node:util'
import { type FormatName, formats } from '@order-settlement/imports/formats/formats.ts'
import { isTimeZone } from '@order-settlement/shared/process/time-zone.ts'
import { LocalError } from '../local-error.ts'

export interface Arguments {
  /** A path, or `-` for standard input. */
  file: string
  contentType: 'csv' | 'ndjson'
  format: FormatName
  merchant?: string | undefined
  timezone?: string | undefined
  dryRun: boolean
  onError: 'reject' | 'skip'
  onConflict: 'reject' | 'update'
  unknownMerchants: 'accept' | 'reject'
}

export const usage = `npm run import -- FILE [options]

Imports the transactions of FILE, or of standard input if FILE is -. CSV or NDJSON, also gzip.

  --format NAME                 ${Object.keys(formats).join(', ')}
  --merchant ID                 the merchant of all lines, for a provider's report
  --timezone ZONE               the time zone of a report that does not name one, such as Europe/Rome
  --dry-run                     checks everything and keeps nothing
  --on-error reject|skip        refuse the file if a line is bad, or leave bad lines out
  --on-conflict reject|update   refuse a transaction that is stored with other content, or change it
  --unknown-merchants accept|reject
  --type csv|ndjson             if the name of FILE does not tell

Exit code 0: every line is stored. 1: lines were rejected. 2: the import could not run.
`

const options = {
  format: { type: 'string', default: 'standard' },
  merchant: { type: 'string' },
  timezone: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  'on-error': { type: 'string', default: 'reject' },
  'on-conflict': { type: 'string', default: 'reject' },
  'unknown-merchants': { type: 'string', default: 'accept' },
  type: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

/**
 * @param args of the command line
 * @returns undefined if help is asked for
 * @throws LocalError, one line, for what is unknown, missing or contradicts itself
 */
export function readArguments(args: string[]): Arguments | undefined {
  const { values, positionals } = parse(args)
  if (values.help) return undefined
  const [file, second] = positionals
  if (file === undefined) throw refusal('name a file, or - for standard input')
  if (second !== undefined) throw refusal(`one file at a time: ${file}, ${second}`)
  const { format, merchant, timezone } = values
  if (!isFormat(format)) throw refusal(`--format is one of ${Object.keys(formats).join(', ')}`)
  if (format === 'standard' && (merchant !== undefined || timezone !== undefined))
    throw refusal('--merchant and --timezone are for a --format other than standard')
  if (timezone !== undefined && !isTimeZone(timezone))
    throw refusal('--timezone is an IANA time zone such as Europe/Rome')
  return {
    file,
    contentType: oneOf('type', values.type ?? guessType(file), ['csv', 'ndjson']),
    format,
    merchant,
    timezone,
    dryRun: values['dry-run'],
    onError: oneOf('on-error', values['on-error'], ['reject', 'skip']),
    onConflict: oneOf('on-conflict', values['on-conflict'], ['reject', 'update']),
    unknownMerchants: oneOf('unknown-merchants', values['unknown-merchants'], ['accept', 'reject']),
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    throw refusal(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error))
  }
}

function oneOf<Value extends string>(name: string, text: string, values: Value[]): Value {
  const found = values.find((value) => value === text)
  if (found === undefined) throw refusal(`--${name} is one of ${values.join(', ')}`)
  return found
}

function isFormat(name: string): name is FormatName {
  return Object.hasOwn(formats, name)
}

function guessType(file: string): 'csv' | 'ndjson' {
  return /\.(ndjson|jsonl)(\.gz)?$/i.test(file) ? 'ndjson' : 'csv'
}

function refusal(message: string): LocalError {
  return new LocalError(`${message.replaceAll('\n', ' ')} (npm run import -- --help)`)
}
