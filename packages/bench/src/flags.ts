import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'

/** An unknown or invalid flag. The message is one line. */
export class FlagError extends Error {
  override name = 'FlagError'
}

/** Reads the command line; every flag has a default. @throws FlagError */
export function readFlags<Options extends ParseArgsOptionsConfig>(options: Options) {
  try {
    return parseArgs({ options, strict: true }).values
  } catch (error) {
    throw new FlagError(error instanceof Error ? error.message : String(error))
  }
}

/** @throws FlagError unless `text` is a whole number, 1 or more */
export function parsePositiveInteger(flag: string, text: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value) && value >= 1) return value
  throw new FlagError(`--${flag}=${text} is not allowed: give a whole number, 1 or more`)
}

/** @throws FlagError unless `text` is a number of seconds above 0 */
export function parsePositiveSeconds(flag: string, text: string): number {
  const value = Number(text)
  if (Number.isFinite(value) && value > 0) return value
  throw new FlagError(`--${flag}=${text} is not allowed: give a number of seconds above 0`)
}

/** @throws FlagError unless `text` is one of the choices */
export function parseChoice<Choice extends string>(
  flag: string,
  text: string,
  choices: readonly Choice[],
): Choice {
  const choice = choices.find((known) => known === text)
  if (choice !== undefined) return choice
  throw new FlagError(`--${flag}=${text} is not allowed: give one of ${choices.join(', ')}`)
}
