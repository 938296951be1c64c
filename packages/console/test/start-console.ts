import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hashKey } from '@order-settlement/api/access/api-key.ts'
import { type ApiDriver, createApiDriver } from '@order-settlement/testing/api-driver.ts'
import {
  type Browser,
  openBrowser,
  openPage,
  type PageOptions,
  type TestPage,
} from '@order-settlement/testing/browser.ts'
import { makeTemporaryDirectory } from '@order-settlement/testing/temporary-directory.ts'
import { createTestDatabase, type TestDatabase } from '@order-settlement/testing/test-database.ts'
import { startProcess, type TestProcess } from '@order-settlement/testing/test-process.ts'

/** An api with a database of its own, and a browser to see it. */
export interface TestConsole {
  database: TestDatabase
  api: TestProcess
  /** Of the api and of workers. */
  env: Record<string, string>
  driver: ApiDriver
  browser: Browser
  open(options?: PageOptions): Promise<TestPage>
  stop(): Promise<void>
}

/** @param env of the api and of workers, besides the database and the folder of settlements */
export async function startConsole(env: Record<string, string> = {}): Promise<TestConsole> {
  const database = await createTestDatabase()
  const directory = await makeTemporaryDirectory()
  const all = { DATABASE_URL: database.url, SETTLEMENT_DIR: directory.path, ...env }
  const api = await startProcess('api', all)
  const browser = await openBrowser()
  return {
    database,
    api,
    env: all,
    driver: createApiDriver(api.url),
    browser,
    open: (options) => openPage(browser, api.url, options),
    async stop() {
      await browser.close()
      await api[Symbol.asyncDispose]()
      await database.drop()
      await directory.remove()
    },
  }
}

/** An API key of a test. */
export interface TestKey {
  name: string
  scopes: string[]
  /** The one that it is bound to. */
  merchant?: string
}

/**
 * Writes a file of API keys, each of them `osk_` and its name.
 *
 * @returns its path, for API_KEYS_FILE
 */
export async function writeKeys(directory: string, keys: TestKey[]): Promise<string> {
  const file = join(directory, 'keys.json')
  await writeFile(
    file,
    JSON.stringify(keys.map((key) => ({ ...key, hash: hashKey(`osk_${key.name}`) }))),
  )
  return file
}

/** Opens a page of the console, and signs in with a key of `writeKeys`. */
export async function signIn({ page }: TestPage, path: string, name: string): Promise<void> {
  await page.goto(path)
  const key = page.getByLabel('API key')
  await key.fill(`osk_${name}`)
  // In the field: the heading takes the focus once the page is shown.
  await key.press('Enter')
  await page.getByRole('heading', { name: 'Sign in' }).waitFor({ state: 'detached' })
}
