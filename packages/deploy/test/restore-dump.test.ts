import { migrate } from '@order-settlement/db/migrate.ts'
import { createLogger } from '@order-settlement/shared/process/logger.ts'
import { dumpAndRestore } from '@order-settlement/testing/dump-and-restore.ts'
import { startOwnPostgres } from '@order-settlement/testing/own-postgres.ts'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase, openShop, runAudit, settleDays } from './running-shop.ts'

/** A cluster of its own, migrated. */
async function startCluster() {
  const postgres = await startOwnPostgres()
  onTestFinished(() => postgres[Symbol.asyncDispose]())
  const url = postgres.url('appdb')
  await migrate(url, createLogger('test', 'silent'))
  return { url, db: openDatabase(url) }
}

test('a dump with orders, a hold, a refund and settled days is restored into another cluster: the audit holds, and the shop goes on selling', async () => {
  const old = await startCluster()
  const shop = await openShop(old.url)
  const order = { product_id: shop.productId, quantity: 2, buyer_id: 'u' }
  const { id } = await shop.driver.placeOrder(order)
  await shop.driver.placeOrder({ ...order, hold_seconds: 3_600 })
  const refund = await shop.driver.client.POST('/orders/{id}/refunds', {
    params: { path: { id } },
    body: { amount_cents: 50, return_units: 1 },
  })
  expect(refund.response.status).toBe(201)
  await settleDays(old.db, shop)

  const restored = await startCluster()
  await dumpAndRestore(old.db, restored.db)

  const audited = await runAudit(old.url)
  expect(audited).toMatchObject({ code: 0 })
  expect(await runAudit(restored.url)).toEqual(audited)
  const { driver } = await openShop(restored.url)
  const read = { params: { path: { id: String(shop.productId) } } }
  const { data } = await driver.client.GET('/products/{id}', read)
  expect(data).toMatchObject({ stock: 999_997, held: 2, sold: 1 })
  await driver.placeOrder(order)
  expect(await runAudit(restored.url)).toMatchObject({ code: 0 })
}, 120_000)
