import type { Database } from '@order-settlement/db/tables.ts'
import type { FastifyBaseLogger } from 'fastify'
import { readJob } from '../read-job.ts'
import { toSnapshot } from './job-snapshot.ts'
import { createJobTopic, type JobSubscriber, type JobTopic } from './job-topic.ts'
import { listenForJobChanges } from './listen-for-job-changes.ts'

export interface JobTopics {
  /** @returns a function that unsubscribes */
  subscribe(jobId: string, subscriber: JobSubscriber): () => void
  /** Calls `onShutdown` of every subscriber, and closes the listening connection. */
  close(): Promise<void>
}

/** Follows jobs for the subscribers of this process. It connects to the database with the first one. */
export function createJobTopics(
  db: Database,
  databaseUrl: string,
  logger: FastifyBaseLogger,
): JobTopics {
  const topics = new Map<string, JobTopic>()
  let closing = false
  const listener = listenForJobChanges({
    databaseUrl,
    logger,
    onChange: (jobId) => topics.get(jobId)?.refresh(),
    onGap() {
      for (const topic of topics.values()) topic.refresh()
    },
  })

  function openTopic(jobId: string): JobTopic {
    const topic =
      topics.get(jobId) ?? createJobTopic(async () => toSnapshot(await readJob(db, jobId)))
    topics.set(jobId, topic)
    return topic
  }

  return {
    subscribe(id, subscriber) {
      // PostgreSQL writes UUIDs in notifications in lower case.
      const jobId = id.toLowerCase()
      const topic = openTopic(jobId)
      topic.subscribe(subscriber)
      listener.start()
      if (closing) subscriber.onShutdown()
      return () => {
        topic.unsubscribe(subscriber)
        if (topic.subscribers.size === 0 && topics.get(jobId) === topic) topics.delete(jobId)
      }
    },
    async close() {
      closing = true
      for (const topic of topics.values())
        for (const subscriber of topic.subscribers) subscriber.onShutdown()
      await listener.close()
    },
  }
}
