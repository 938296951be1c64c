import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hashKey } from '@order-settlement/api/access/api-key.ts'
import {
  type Browser,
  expectSound,
  openBrowser,
  openPage,
} from '@order-settlement/testing/browser.ts'
import {
  makeTemporaryDirectory,
  type TemporaryDirectory,
} from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'

const readerKey = 'osk_reader'
const reader = { name: 'reader', hash: hashKey(readerKey), scopes: ['products:read'] }
const cashier = { name: 'cashier', hash: hashKey('osk_cashier'), scopes: ['orders:write'] }

let database: TestDatabase
let directory: TemporaryDirectory
let file: string
let api: TestProcess
let browser: Browser
beforeAll(async () => {
  database = await createTestDatabase()
  directory = await makeTemporaryDirectory()
  file = join(directory.path, 'keys.json')
  await writeFile(file, JSON.stringify([reader, cashier]))
  api = await startProcess('api', { DATABASE_URL: database.url, API_KEYS_FILE: file })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await api?.[Symbol.asyncDispose]()
  await database?.drop()
  await directory?.remove()
})

test('a key opens what it allows and no more, is stored nowhere, and ends with its removal', async () => {
  await using opened = await openPage(browser, api.url)
  const { page, faults } = opened
  await page.goto('/console/products')
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await expectSound(opened)

  await page.getByLabel('API key').fill('osk_unknown')
  await page.keyboard.press('Enter')
  await page.getByText('The key is unknown or has expired').waitFor()
  // The browser reports a refusal as an error of its own.
  expect(faults.splice(0)).toEqual([expect.stringContaining('401 (Unauthorized)')])

  await page.getByLabel('API key').fill(readerKey)
  await page.keyboard.press('Enter')
  await page.getByText('There are no such products.').waitFor()
  expect(await page.getByRole('button', { name: 'New product' }).count()).toBe(0)
  await expectSound(opened)
  expect(await page.evaluate('[localStorage.length, sessionStorage.length]')).toEqual([0, 0])
  expect(await page.evaluate('document.cookie')).toBe('')

  await page.reload()
  await page.getByText('There are no such products.').waitFor()
  await writeFile(file, JSON.stringify([cashier]))
  await page.getByText('Send an API key that is known and not expired').waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
})

test('a page that the key does not allow says so and is not in the navigation', async () => {
  await using opened = await openPage(browser, api.url)
  const { page } = opened
  await page.goto('/console/products')
  await page.getByLabel('API key').fill('osk_cashier')
  await page.keyboard.press('Enter')
  await page.getByText('your key does not allow it').waitFor()
  expect(await page.getByRole('link', { name: 'Products' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await expectSound(opened)
})
