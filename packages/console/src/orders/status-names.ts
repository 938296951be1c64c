import type { Order } from '@order-settlement/client'

export const statusNames: Record<Order['status'], string> = {
  HELD: 'Held',
  CONFIRMED: 'Confirmed',
  CANCELLED: 'Cancelled',
  EXPIRED: 'Expired',
}
