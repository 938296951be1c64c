import { expect, test } from 'vitest'
import { expectSound, openBrowser, openPage } from '../src/browser.ts'

test('a page is sound unless axe finds a fault of it', async () => {
  const browser = await openBrowser()
  try {
    await using opened = await openPage(browser, 'http://127.0.0.1')
    const content = (colour: string) =>
      `<html lang="en"><title>T</title><main><h1>H</h1><p style="color: ${colour}">text</p></main></html>`
    await opened.page.setContent(content('black'))
    await expectSound(opened)
    await opened.page.setContent(content('#ddd'))
    await expect(expectSound(opened)).rejects.toMatchObject({
      actual: [expect.stringContaining('color-contrast')],
    })
  } finally {
    await browser.close()
  }
})
