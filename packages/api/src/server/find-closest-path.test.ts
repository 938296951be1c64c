import { expect, test } from 'vitest'
import { findClosestPath } from './find-closest-path.ts'

const paths = [
  '/orders',
  '/orders/:id',
  '/jobs',
  '/jobs/settlement',
  '/jobs/:id',
  '/jobs/:id/cancel',
  '/jobs/:id/download-url',
  '/settlements',
  '/health',
]
const id = '0198c4e6-8b02-7d55-9c3e-0b8d5a4e7f10'

test.each([
  ['/order', '/orders'],
  ['/Orders', '/orders'],
  ['/orders/', '/orders'],
  ['/api/orders', '/orders'],
  ['/order/7', '/orders/{id}'],
  [`/order/${id}`, '/orders/{id}'],
  [`/jobs/${id}/cancle`, '/jobs/{id}/cancel'],
  [`/jobs/${id}/downloadurl`, '/jobs/{id}/download-url'],
  ['/settlement', '/settlements'],
  ['/', undefined],
  ['/nope', undefined],
  ['/wp-login.php', undefined],
  [`/carts/${id}`, undefined],
  [`/files/${id}/preview`, undefined],
  ['/orders'.repeat(20), undefined],
])('%s is closest to %s', (path, closest) => {
  expect(findClosestPath(path, paths)).toBe(closest)
})

test('the longest path that is compared takes less than 5 ms', () => {
  const path = `/${'x/'.repeat(39)}y`
  const times = Array.from({ length: 20 }, () => {
    const began = performance.now()
    findClosestPath(path, paths)
    return performance.now() - began
  })
  // The fastest: other processes may interrupt the others.
  expect(Math.min(...times)).toBeLessThan(5)
})
