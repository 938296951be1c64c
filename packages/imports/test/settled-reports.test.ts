import { readFile } from 'node:fs/promises'
import { type ApiDriver, createApiDriver } from '@order-settlement/testing/api-driver.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'

let database: TestDatabase
let folder: Awaited<ReturnType<typeof makeTemporaryDirectory>>
let api: TestProcess
let worker: TestProcess
let driver: ApiDriver

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await makeTemporaryDirectory()
  const env = { DATABASE_URL: database.url, SETTLEMENT_DIR: folder.path }
  ;[api, worker] = await Promise.all([startProcess('api', env), startProcess('worker', env)])
  driver = createApiDriver(api.url)
})

afterAll(async () => {
  await Promise.all([api?.[Symbol.asyncDispose](), worker?.[Symbol.asyncDispose]()])
  await database?.drop()
  await folder?.remove()
})

async function describeMerchant(id: string, currency: string): Promise<void> {
  const { response } = await driver.client.PUT('/merchants/{id}', {
    params: { path: { id } },
    body: { name: id, currency },
  })
  expect(response.status).toBe(201)
}

/** Sends a report as its provider made it. */
async function send(report: string | Buffer, query: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${api.url}/transactions/import?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', ...headers },
    body: report,
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

function readFixture(name: string): Promise<Buffer> {
  return readFile(new URL(`fixtures/${name}`, import.meta.url))
}

async function readDay(merchant_id: string, date: string) {
  const { data } = await driver.client.GET('/settlements', {
    params: { query: { merchant_id, from: date, to: date } },
  })
  expect(data?.settlements).toHaveLength(1)
  return data?.settlements[0]
}

/** By another way than the formats: the amounts of a fixture have two decimals at most. */
function sumCents(records: Record<string, string>[], columns: string[]): number {
  const cents = records.flatMap((record) =>
    columns.map((column) => Math.round(Number(record[column]) * 100)),
  )
  return cents.reduce((sum, amount) => sum + amount, 0)
}

test("Stripe's report: gross, fee and net of the settled day are those of the report", async () => {
  await describeMerchant('stripe-shop', 'USD')
  const report = await readFixture('stripe-balance.csv')
  const imported = await send(report, 'format=stripe-balance&merchant_id=stripe-shop')
  expect(imported).toMatchObject({ status: 201, body: { received: 13, inserted: 13, ignored: 2 } })

  await driver.settle({ from: '2025-01-31', to: '2025-01-31' })

  const day = parse<Record<string, string>>(report, { columns: true }).filter(
    ({ created_utc, reporting_category = '' }) =>
      created_utc?.startsWith('2025-01-31') &&
      !['payout', 'risk_reserved_funds'].includes(reporting_category),
  )
  expect(await readDay('stripe-shop', '2025-01-31')).toMatchObject({
    gross_cents: sumCents(day, ['gross']),
    fee_cents: sumCents(day, ['fee']),
    net_cents: sumCents(day, ['net']),
    txn_count: 12,
    refund_cents: 2000,
    refund_count: 1,
    currency: 'USD',
  })
  expect(sumCents(day, ['gross'])).toBe(20_450)
})

test("Adyen's report: the settled day in the zone of the account, and days that add up to the payout", async () => {
  await describeMerchant('BlueNoteECOM', 'EUR')
  const report = await readFixture('adyen-settlement.csv')
  const imported = await send(report, 'format=adyen-settlement')
  expect(imported).toMatchObject({ status: 201, body: { received: 14, inserted: 14, ignored: 3 } })

  const timezone = 'Europe/Amsterdam'
  await driver.settle({ from: '2025-01-31', to: '2025-02-01', timezone })

  const records = parse<Record<string, string>>(report, { columns: true })
  const moves = records.filter(({ Type = '' }) =>
    ['MerchantPayout', 'DepositCorrection', 'Balancetransfer'].includes(Type),
  )
  const lines = records.filter((record) => !moves.includes(record))
  const first = lines.filter((record) => record['Creation Date']?.startsWith('2025-01-31'))
  const net = (of: typeof lines) =>
    sumCents(of, ['Net Credit (NC)']) - sumCents(of, ['Net Debit (NC)'])
  const fees = ['Commission (NC)', 'Markup (NC)', 'Scheme Fees (NC)', 'Interchange (NC)']
  expect(await readDay('BlueNoteECOM', '2025-01-31')).toMatchObject({
    net_cents: net(first),
    fee_cents: sumCents(first, fees),
    gross_cents: net(first) + sumCents(first, fees),
    txn_count: 13,
    refund_cents: 2000,
    refund_count: 1,
    currency: 'EUR',
  })
  const next = await readDay('BlueNoteECOM', '2025-02-01')
  expect(net(first) + Number(next?.net_cents)).toBe(-net(moves))
})

test.each([
  ['jpy', '1200', '43', '1157', 1200, 43],
  ['kwd', '12.345', '0.450', '11.895', 12_345, 450],
])(
  'an amount in %s is settled in its smallest unit',
  async (currency, gross, fee, net, amount, cents) => {
    const merchant = `shop-${currency}`
    await describeMerchant(merchant, currency.toUpperCase())
    const report = `net,fee,gross,currency,reporting_category,created_utc,balance_transaction_id
${net},${fee},${gross},${currency},charge,2025-03-01 10:00:00,txn_1
`
    const imported = await send(report, `format=stripe-balance&merchant_id=${merchant}`)
    expect(imported).toMatchObject({ status: 201, body: { inserted: 1 } })
    await driver.settle({ from: '2025-03-01', to: '2025-03-01' })
    expect(await readDay(merchant, '2025-03-01')).toMatchObject({
      gross_cents: amount,
      fee_cents: cents,
      net_cents: amount - cents,
      currency: currency.toUpperCase(),
    })
  },
)

test('a report twice: the second import changes nothing, also with its columns in another order', async () => {
  await describeMerchant('twice', 'USD')
  const query = 'format=stripe-balance&merchant_id=twice'
  const report = await readFixture('stripe-balance.csv')
  await send(report, query)
  const reordered = parse(report)
    .map((fields) => fields.toReversed().map((field) => `"${field.replaceAll('"', '""')}"`))
    .join('\n')
  expect((await send(reordered, query)).body).toMatchObject({ inserted: 0, unchanged: 13 })
})

test('an Idempotency-Key belongs to the merchant and the time zone that a request names, too', async () => {
  const report = await readFixture('stripe-balance.csv')
  const query = 'format=stripe-balance&dry_run=false&merchant_id'
  const headers = { 'idempotency-key': 'january' }
  expect((await send(report, `${query}=keyed`, headers)).status).toBe(201)
  expect((await send(report, `${query}=keyed`, headers)).body).toMatchObject({ inserted: 13 })
  for (const other of [`${query}=other`, `${query}=keyed&timezone=Europe/Rome`])
    expect((await send(report, other, headers)).body).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    })
})

test('a line in another currency than its merchant names both', async () => {
  await describeMerchant('in-euro', 'EUR')
  const query = 'format=stripe-balance&merchant_id=in-euro'
  const { status, body } = await send(await readFixture('stripe-balance.csv'), query)
  expect(status).toBe(422)
  expect(body.rejected).toContainEqual({
    line: 2,
    field: 'currency',
    message: 'USD is not the currency of the merchant, EUR',
  })
})

test.each([
  [
    'stripe-balance',
    'txn,created_utc,currency,gross,fee,net,reporting_category\n',
    'balance_transaction_id',
  ],
  ['adyen-settlement', 'Merchant Account,Psp Reference,Creation Date\n', 'TimeZone'],
])('%s: a column that is needed and missing is named', async (format, report, field) => {
  const { status, body } = await send(report, `format=${format}`)
  expect(status).toBe(422)
  expect(body.rejected).toEqual([{ line: 1, field, message: 'is missing in the header' }])
})

test.each([
  'format=paypal',
  'merchant_id=m',
  'format=standard&timezone=Europe/Rome',
  'format=stripe-balance&timezone=CET',
  'format=stripe-balance&merchant_id=',
])('?%s is refused with 400', async (query) => {
  const { status, body } = await send('', query)
  expect([status, body.code]).toEqual([400, 'VALIDATION'])
})
