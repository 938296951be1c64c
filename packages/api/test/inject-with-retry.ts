import { setTimeout } from 'node:timers/promises'
import type { InjectOptions } from 'fastify'
import type { TestApp } from './start-app.ts'

/** Injects a request, and again after each 503 `OVERLOADED`, which a busy machine causes: ten times in all. */
export async function injectWithRetry({ app }: Pick<TestApp, 'app'>, options: InjectOptions) {
  for (let tries = 1; ; tries += 1) {
    const answer = await app.inject(options)
    const isOverloaded = answer.statusCode === 503 && answer.body.includes('"OVERLOADED"')
    if (!isOverloaded || tries === 10) return answer
    await setTimeout(500)
  }
}
