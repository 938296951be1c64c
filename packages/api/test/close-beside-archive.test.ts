import { closeThrough } from '@order-settlement/testing/past-shop.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dropMonth } from './drop-month.ts'
import { pay, settleByHand } from './settle-by-hand.ts'
import { startApp, type TestApp } from './start-app.ts'

let api: TestApp
beforeAll(async () => {
  api = await startApp()
})
afterAll(() => api.stop())

test('a settled day of a zone that has hours of a dropped month does not keep its period open', async () => {
  const { app, db } = api
  // 1 February in Tokyo begins at 15:00 on 31 January in UTC.
  await pay(db, '2025-01-31T20:00:00Z')
  await pay(db, '2025-02-01T10:00:00Z')
  await pay(db, '2025-02-03T10:00:00Z')
  await settleByHand(db, { from: '2025-02-01', to: '2025-02-03', timezone: 'Asia/Tokyo' })
  await closeThrough(db, '2025-01-31')
  await dropMonth(db, '2025-01')
  const close = (through: string) =>
    app.inject({
      method: 'POST',
      url: '/periods/close',
      payload: { through, timezone: 'Asia/Tokyo' },
    })
  expect((await close('2025-02-02')).json()).toMatchObject({ action: 'CLOSE', unsettled_days: [] })
  // The days beside it are compared.
  await sql`delete from transactions`.execute(db)
  expect((await close('2025-02-04')).json()).toMatchObject({
    code: 'PERIOD_NOT_SETTLED',
    unsettled_days: ['2025-02-03'],
  })
})
