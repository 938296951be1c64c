import { createConfig, lintFromString } from '@redocly/openapi-core'
import { expect, test } from 'vitest'
import { startApp } from './start-app.ts'

test('a strict linter finds 0 faults in the OpenAPI document', async () => {
  const api = await startApp()
  const { body } = await api.app.inject({ url: '/openapi.json' })
  await api.stop()
  // The package is private, so its API has no license.
  const config = await createConfig({
    extends: ['recommended-strict'],
    rules: { 'info-license': 'off' },
  })
  const problems = await lintFromString({ source: body, config })
  expect(
    problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer]),
  ).toEqual([])
})
