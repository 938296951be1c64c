import type { QueueDefinition } from '@order-settlement/shared/jobs/queues.ts'
import { PgBoss } from 'pg-boss'
import { expect, vi } from 'vitest'

/** Sends a message to a queue, as its schedule would, and waits until it is handled. */
export async function runJob(databaseUrl: string, { name }: QueueDefinition): Promise<void> {
  const boss = new PgBoss({ connectionString: databaseUrl, migrate: false, supervise: false })
  await boss.start()
  try {
    const id = await boss.send(name)
    await vi.waitFor(async () => {
      const [message] = await boss.findJobs(name, { id: id ?? '' })
      expect(message?.state).toBe('completed')
    }, 20_000)
  } finally {
    await boss.stop({ graceful: false })
  }
}
