import { expect, test } from 'vitest'
import type { JobSnapshot } from './job-snapshot.ts'
import { createJobTopic, type JobSubscriber } from './job-topic.ts'

/** A topic whose reads the test answers. */
function createTopic() {
  const reads: PromiseWithResolvers<JobSnapshot>[] = []
  const topic = createJobTopic(() => {
    const read = Promise.withResolvers<JobSnapshot>()
    reads.push(read)
    return read.promise
  })
  return { topic, reads }
}

function createSubscriber() {
  const received: string[] = []
  const subscriber: JobSubscriber = {
    onSnapshot: ({ version }) => received.push(version),
    onError: (error) => received.push(String(error)),
    onShutdown: () => {},
  }
  return { received, subscriber }
}

const version = (name: string): JobSnapshot => ({
  jobId: 'job',
  status: 'RUNNING',
  ended: false,
  json: '{}',
  version: name,
})

test('a subscriber that joins during a read gets the next one, since it may have seen a newer job', async () => {
  const { topic, reads } = createTopic()
  const [early, late] = [createSubscriber(), createSubscriber()]
  topic.subscribe(early.subscriber)
  topic.subscribe(late.subscriber)
  reads[0]?.resolve(version('old'))
  await expect.poll(() => reads.length).toBe(2)
  expect([early.received, late.received]).toEqual([['old'], []])
  reads[1]?.resolve(version('new'))
  await expect.poll(() => [early.received, late.received]).toEqual([['old', 'new'], ['new']])
})

test('100 changes during a read cause 1 more read', async () => {
  const { topic, reads } = createTopic()
  const { received, subscriber } = createSubscriber()
  topic.subscribe(subscriber)
  for (let n = 0; n < 100; n++) topic.refresh()
  reads[0]?.resolve(version('first'))
  await expect.poll(() => reads.length).toBe(2)
  reads[1]?.resolve(version('second'))
  await expect.poll(() => received).toEqual(['first', 'second'])
  topic.refresh()
  await expect.poll(() => reads.length).toBe(3)
})

test('a failed read is retried while there is a subscriber', async () => {
  const { topic, reads } = createTopic()
  const { received, subscriber } = createSubscriber()
  topic.subscribe(subscriber)
  reads[0]?.reject('away')
  await expect.poll(() => reads.length, { timeout: 5_000 }).toBe(2)
  reads[1]?.resolve(version('back'))
  await expect.poll(() => received).toEqual(['away', 'back'])
})

test('without subscribers nothing is read', async () => {
  const [empty, subscribed] = [createTopic(), createTopic()]
  for (const { topic, reads } of [empty, subscribed]) {
    const { subscriber } = createSubscriber()
    topic.subscribe(subscriber)
    if (topic === empty.topic) topic.unsubscribe(subscriber)
    topic.refresh()
    reads[0]?.resolve(version('first'))
  }
  await expect.poll(() => subscribed.reads.length).toBe(2)
  expect(empty.reads).toHaveLength(1)
})
