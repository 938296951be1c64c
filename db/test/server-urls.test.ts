import {
  ConfigError,
  readConfig,
  sharedVariables,
} from '@order-settlement/shared/process/config.ts'
import Type from 'typebox'
import { expect, test } from 'vitest'
import { splitServers, withoutSecrets } from '../server-urls.ts'

test.each([
  [
    'postgres://u:p@a:5432,b/app?target_session_attrs=read-write&sslmode=disable',
    ['postgres://u:p@a:5432/app?sslmode=disable', 'postgres://u:p@b/app?sslmode=disable'],
    'read-write',
  ],
  [
    'postgresql://u:p%40,x@[::1]:7,b:8/app?options=-c%20a%3Db',
    [
      'postgresql://u:p%40,x@[::1]:7/app?options=-c+a%3Db',
      'postgresql://u:p%40,x@b:8/app?options=-c+a%3Db',
    ],
    'any',
  ],
  ['postgres://a/app?target_session_attrs=primary', ['postgres://a/app'], 'primary'],
  ['postgres://u:a,b@h/app?x=a,b', ['postgres://u:a,b@h/app?x=a,b'], 'any'],
])('%s is split into one URL a host', (url, urls, target) => {
  expect(splitServers(url)).toEqual({ urls, target })
})

const schema = Type.Object({ DATABASE_URL: sharedVariables.DATABASE_URL })
const refused = 'DATABASE_URL=postgres://a:1,b/app is not allowed: '

test.each([
  [
    'postgres://u:secret@a:1,b/app?sslmode=prefer',
    `${refused}sslmode="prefer" is not one of disable, require, verify-ca, verify-full`,
  ],
  [
    'postgres://u:secret@a:1,b/app?target_session_attrs=standby',
    `${refused}target_session_attrs="standby" is not one of any, primary, read-write`,
  ],
  [
    'postgres://u:secret@a:1,,b/app',
    'DATABASE_URL=(not shown) is not allowed: give a postgres:// connection URL',
  ],
  [
    'postgres://u:secret@a:x,b/app',
    'DATABASE_URL=(not shown) is not allowed: give a postgres:// connection URL',
  ],
])('%s is one line that names the variable, without the password', (url, message) => {
  expect(() => readConfig(schema, { DATABASE_URL: url })).toThrow(new ConfigError(message))
})

test('a URL is shown without user, password and parameters', () => {
  expect(withoutSecrets('postgres://u:secret@a:1,b/app?sslkey=x')).toBe('postgres://a:1,b/app')
})
