import { context, ROOT_CONTEXT } from '@opentelemetry/api'
import { listen } from '@order-settlement/db/listen.ts'
import type { Database } from '@order-settlement/db/tables.ts'
import type { FastifyBaseLogger } from 'fastify'
import { readJob } from '../read-job.ts'
import { toSnapshot } from './job-snapshot.ts'
import { createJobTopic, type JobSubscriber, type JobTopic } from './job-topic.ts'
import { watchNotifications } from './watch-notifications.ts'

const channel = 'job_changed'

export interface JobTopics {
  /** @returns a function that unsubscribes */
  subscribe(jobId: string, subscriber: JobSubscriber): () => void
  /** Calls `onShutdown` of every subscriber, and closes the listening connection. */
  close(): Promise<void>
}

/**
 * Follows jobs for the subscribers of this process, by notifications or, if they stay away, by reading every 1.5 s. It
 * connects to the database with the first subscriber.
 *
 * @param directUrl of a server, or a pooler that keeps sessions
 */
export function createJobTopics(
  db: Database,
  directUrl: string,
  logger: FastifyBaseLogger,
): JobTopics {
  const topics = new Map<string, JobTopic>()
  let closing = false
  const refreshAll = () => {
    for (const topic of topics.values()) topic.refresh()
  }
  const watch = watchNotifications(db, channel, refreshAll)
  const listener = listen({
    url: directUrl,
    applicationName: 'api-listener',
    channel,
    logger,
    onNotification(payload) {
      if (!watch.receive(payload)) topics.get(payload)?.refresh()
    },
    onGap() {
      watch.restart()
      refreshAll()
    },
  })

  // Shared by all subscribers, so it must not run in the trace of the request that starts it.
  const start = () =>
    context.with(ROOT_CONTEXT, () => {
      listener.start()
      watch.start()
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
      if (closing) subscriber.onShutdown()
      else start()
      return () => {
        topic.unsubscribe(subscriber)
        if (topic.subscribers.size === 0 && topics.get(jobId) === topic) topics.delete(jobId)
        if (topics.size === 0) watch.stop()
      }
    },
    async close() {
      closing = true
      for (const topic of topics.values())
        for (const subscriber of topic.subscribers) subscriber.onShutdown()
      watch.stop()
      await listener.close()
    },
  }
}
