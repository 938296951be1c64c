import type { Order } from '@order-settlement/client'

/** What the dialog of each action gets. */
export interface ActionProps {
  order: Order
  onSent: () => void
  onClose: () => void
}
