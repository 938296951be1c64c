import type { Database } from '@order-settlement/db/tables.ts'
import type { FastifyBaseLogger } from 'fastify'
import { readJob } from '../read-job.ts'
import { listenForJobChanges } from './job-changes.ts'
import { takeSnapshot } from './job-snapshot.ts'
import { type JobTopic, type JobWatcher, openJobTopic } from './job-topic.ts'

export interface JobWatch {
  /** @returns what ends the watching */
  watch(jobId: string, watcher: JobWatcher): () => void
  /** Stops every watcher, and the connection that listens. */
  close(): Promise<void>
}

/** Jobs that are watched from this process. It connects with the first watcher. */
export function watchJobs(db: Database, url: string, logger: FastifyBaseLogger): JobWatch {
  const topics = new Map<string, JobTopic>()
  let closing = false
  const changes = listenForJobChanges({
    url,
    logger,
    changed: (jobId) => topics.get(jobId)?.refresh(),
    missed() {
      for (const topic of topics.values()) topic.refresh()
    },
  })

  function topicOf(jobId: string): JobTopic {
    const topic =
      topics.get(jobId) ?? openJobTopic(async () => takeSnapshot(await readJob(db, jobId)))
    topics.set(jobId, topic)
    return topic
  }

  return {
    watch(anyCaseId, watcher) {
      // As notifications have it.
      const jobId = anyCaseId.toLowerCase()
      const topic = topicOf(jobId)
      topic.join(watcher)
      changes.open()
      if (closing) watcher.stop()
      return () => {
        topic.leave(watcher)
        if (topic.watchers.size === 0 && topics.get(jobId) === topic) topics.delete(jobId)
      }
    },
    async close() {
      closing = true
      for (const topic of topics.values()) for (const watcher of topic.watchers) watcher.stop()
      await changes.close()
    },
  }
}
