import { expect, test } from 'vitest'
import type { JobSnapshot } from './job-snapshot.ts'
import { type JobWatcher, openJobTopic } from './job-topic.ts'

/** A topic whose reads are answered by hand. */
function openTopic() {
  const reads: PromiseWithResolvers<JobSnapshot>[] = []
  const topic = openJobTopic(() => {
    const read = Promise.withResolvers<JobSnapshot>()
    reads.push(read)
    return read.promise
  })
  return { topic, reads }
}

function watcher() {
  const told: string[] = []
  const watching: JobWatcher = {
    seen: ({ version }) => told.push(version),
    failed: (error) => told.push(String(error)),
    stop: () => {},
  }
  return { told, watching }
}

const version = (name: string): JobSnapshot => ({
  jobId: 'job',
  status: 'RUNNING',
  ended: false,
  json: '{}',
  version: name,
})

test('who joins during a read is told what the next one says: it may know the change already', async () => {
  const { topic, reads } = openTopic()
  const [early, late] = [watcher(), watcher()]
  topic.join(early.watching)
  topic.join(late.watching)
  reads[0]?.resolve(version('old'))
  await expect.poll(() => reads.length).toBe(2)
  expect([early.told, late.told]).toEqual([['old'], []])
  reads[1]?.resolve(version('new'))
  await expect.poll(() => [early.told, late.told]).toEqual([['old', 'new'], ['new']])
})

test('100 changes while the job is read are one more read', async () => {
  const { topic, reads } = openTopic()
  const { told, watching } = watcher()
  topic.join(watching)
  for (let n = 0; n < 100; n++) topic.refresh()
  reads[0]?.resolve(version('first'))
  await expect.poll(() => reads.length).toBe(2)
  reads[1]?.resolve(version('second'))
  await expect.poll(() => told).toEqual(['first', 'second'])
  topic.refresh()
  await expect.poll(() => reads.length).toBe(3)
})

test('a read that failed is tried again while somebody watches', async () => {
  const { topic, reads } = openTopic()
  const { told, watching } = watcher()
  topic.join(watching)
  reads[0]?.reject('away')
  await expect.poll(() => reads.length, { timeout: 5_000 }).toBe(2)
  reads[1]?.resolve(version('back'))
  await expect.poll(() => told).toEqual(['away', 'back'])
})

test('nothing is read for nobody', async () => {
  const [left, watched] = [openTopic(), openTopic()]
  for (const { topic, reads } of [left, watched]) {
    const { watching } = watcher()
    topic.join(watching)
    if (topic === left.topic) topic.leave(watching)
    topic.refresh()
    reads[0]?.resolve(version('first'))
  }
  await expect.poll(() => watched.reads.length).toBe(2)
  expect(left.reads).toHaveLength(1)
})
