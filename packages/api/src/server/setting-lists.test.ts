import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { isNetworkList, isOriginList, splitList } from './setting-lists.ts'

test.each([
  'https://shop.example',
  'http://localhost:3000',
  'https://a.example, https://b.example:8443',
  'https://[2001:db8::1]',
])('%s lists origins', (text) => expect(isOriginList(text)).toBe(true))

test.each([
  '*',
  'null',
  'shop.example',
  'https://shop.example/',
  'https://shop.example/cart',
  'https://Shop.example',
  'https://shop.example:443',
  'https://user@shop.example',
  'ftp://shop.example',
  'https://a.example,',
  'https://*.example',
])('%s does not list origins', (text) => expect(isOriginList(text)).toBe(false))

test.each([
  'loopback',
  '10.0.0.1',
  '10.0.0.0/8, uniquelocal',
  '2001:db8::/32',
  '::1',
  '::ffff:10.0.0.1',
])('%s lists networks, and Fastify takes it', (text) => {
  expect(isNetworkList(text)).toBe(true)
  expect(() => Fastify({ trustProxy: text })).not.toThrow()
})

test.each([
  'true',
  '1',
  'proxy.example',
  '10.0.0.0/33',
  '10.0.0.0/0',
  '10.0.0.0/',
  '10.0.0.0/8/8',
  '10.0.0',
  'loopback,',
  'fe80::1%eth0',
  '::/0',
])('%s does not list networks', (text) => expect(isNetworkList(text)).toBe(false))

test('spaces around the commas do not count', () => {
  expect(splitList('a, b ,c')).toEqual(['a', 'b', 'c'])
})
