import { expect, test } from 'vitest'
import { describeStack } from '../src/describe-stack.ts'

function curlsOf(needsKey: boolean): string[] {
  const text = describeStack({
    api: { address: '127.0.0.1', port: 8080 },
    databaseUrl: 'postgres://localhost/appdb',
    csvFiles: '/tmp/settlements',
    needsKey,
  })
  return text.split('\n').filter((line) => line.trim().startsWith('curl'))
}

test('the commands to begin with send an API key if callers need one', () => {
  expect(curlsOf(true)).toHaveLength(3)
  for (const command of curlsOf(true)) expect(command).toContain('"authorization: Bearer $KEY"')
  for (const command of curlsOf(false)) expect(command).not.toContain('KEY')
})
