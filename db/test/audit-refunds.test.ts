import { expect, test } from 'vitest'
import { auditAfter, noAlarm, refund } from './order-history.ts'
import { shareDatabase } from './share-database.ts'

const open = shareDatabase()

const ofRefund = `where kind = 'REFUND'`

test.each([
  ['no transaction', `delete from transactions ${ofRefund}`],
  ['one of another amount', `update transactions set amount_cents = -99 ${ofRefund}`],
  ['one of another fee', `update transactions set fee_cents = 1 ${ofRefund}`],
  ['one of another order', `update transactions set order_id = uuidv7() ${ofRefund}`],
  ['one of another merchant', `update transactions set merchant_id = 'n' ${ofRefund}`],
  [
    'one of another day',
    `update transactions set paid_at = paid_at + interval '1 day' ${ofRefund}`,
  ],
  ['one that is not paid', `update transactions set status = 'FAILED' ${ofRefund}`],
  ['one from elsewhere', `update transactions set source = 'import' ${ofRefund}`],
])('finds a refund with %s', async (_, statement) => {
  const db = await open([statement])
  const { refunds } = await auditAfter(db, [refund(100, 1, -13), statement])
  expect(refunds).toHaveLength(1)
})

test.each([
  [
    'a sale without its order',
    `insert into transactions (merchant_id, amount_cents, fee_cents, status, order_id, source)
      values ('m', 1, 0, 'PENDING', uuidv7(), 'order')`,
  ],
  [
    'a refund without its row',
    `insert into transactions (merchant_id, amount_cents, fee_cents, status, kind, order_id, source)
      select 'm', -1, 0, 'PENDING', 'REFUND', id, 'order' from orders where buyer_id = 'u'`,
  ],
  [
    'an adjustment that claims to be of an order',
    `insert into transactions (merchant_id, amount_cents, fee_cents, status, kind, source)
      values ('m', 1, 0, 'PENDING', 'ADJUSTMENT', 'order')`,
  ],
])('finds %s', async (_, statement) => {
  const db = await open([statement])
  const found = await auditAfter(db, [statement])
  expect(found).toEqual({
    ...noAlarm,
    transactions: [expect.objectContaining({ transaction_id: expect.any(String) })],
  })
})
