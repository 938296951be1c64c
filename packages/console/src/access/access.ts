import { signal } from '@preact/signals'
import { client, type Problem, type Result, resultOf } from '../client.ts'

export type Access = NonNullable<Awaited<ReturnType<typeof readAccess>>['data']>
export type Scope = Access['scopes'][number]

/** What the key of this browser's session allows; undefined until it is known. */
export const access = signal<Access | undefined>(undefined)
/** Why that could not be found out. */
export const accessProblem = signal<Problem | undefined>(undefined)

const readAccess = () => resultOf(client.GET('/session'))

/** Asks the service again what this browser may do. */
export async function loadAccess(): Promise<void> {
  const { data, problem } = await readAccess()
  accessProblem.value = problem
  if (data) access.value = data
}

/** Exchanges an API key for a session. The key itself is not kept. */
export async function signIn(key: string): Promise<Result<Access>> {
  const result = await resultOf(client.POST('/session', { body: { key } }))
  if (result.data) access.value = result.data
  return result
}

export async function signOut(): Promise<void> {
  await resultOf(client.DELETE('/session'))
  await loadAccess()
}

/** Whether the session's key is bound to one merchant: it sees jobs, but neither follows nor changes them. */
export function isBound(): boolean {
  return (access.value?.merchant ?? null) !== null
}

/** Whether the session's key has a scope. What it may not do is not shown. */
export function may(scope: Scope): boolean {
  const scopes = access.value?.scopes ?? []
  return scopes.includes(scope) || scopes.includes('admin')
}
