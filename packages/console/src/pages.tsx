import type { ComponentType } from 'preact'
import { isBound, may, type Scope } from './access/access.ts'
import { ImportPage } from './imports/import-page.tsx'
import { ImportsPage } from './imports/imports-page.tsx'
import { MerchantDayPage } from './merchants/merchant-day-page.tsx'
import { MerchantPage } from './merchants/merchant-page.tsx'
import { MerchantsPage } from './merchants/merchants-page.tsx'
import { OrderPage } from './orders/order-page.tsx'
import { OrdersPage } from './orders/orders-page.tsx'
import { Overview } from './overview/overview.tsx'
import { PeriodsPage } from './periods/periods-page.tsx'
import { ProductPage } from './products/product-page.tsx'
import { ProductsPage } from './products/products-page.tsx'
import { DayPage } from './settlements/day-page.tsx'
import { JobPage } from './settlements/job-page.tsx'
import { SettlementsPage } from './settlements/settlements-page.tsx'

interface Page {
  path: string
  component: ComponentType
  /** In the navigation; undefined for a page that another one leads to. */
  name?: string
  /** One of them is needed; undefined for a page that everybody may see. */
  scopes?: Scope[]
  /** Whether a key that is bound to one merchant may not see it. */
  ofShop?: true
}

const pages: Page[] = [
  { path: '/console/', name: 'Overview', component: Overview },
  {
    path: '/console/products',
    name: 'Products',
    component: ProductsPage,
    scopes: ['products:read'],
  },
  { path: '/console/products/:id', component: ProductPage, scopes: ['products:read'] },
  { path: '/console/orders', name: 'Orders', component: OrdersPage, scopes: ['orders:read'] },
  { path: '/console/orders/:id', component: OrderPage, scopes: ['orders:read'] },
  {
    path: '/console/settlements',
    name: 'Settlements',
    component: SettlementsPage,
    scopes: ['settlements:read'],
  },
  { path: '/console/settlements/days/:date', component: DayPage, scopes: ['settlements:read'] },
  { path: '/console/settlements/:id', component: JobPage, scopes: ['settlements:read'] },
  {
    path: '/console/periods',
    name: 'Periods',
    component: PeriodsPage,
    scopes: ['settlements:read'],
    ofShop: true,
  },
  {
    path: '/console/merchants',
    name: 'Merchants',
    component: MerchantsPage,
    scopes: ['merchants:read'],
  },
  { path: '/console/merchants/:id', component: MerchantPage, scopes: ['merchants:read'] },
  {
    path: '/console/merchants/:id/:date',
    component: MerchantDayPage,
    scopes: ['settlements:read'],
  },
  {
    path: '/console/imports',
    name: 'Imports',
    component: ImportsPage,
    scopes: ['transactions:write', 'settlements:read'],
  },
  { path: '/console/imports/:id', component: ImportPage, scopes: ['settlements:read'] },
]

/** The pages that the session's key allows. */
export function allowedPages(): Page[] {
  return pages.filter(
    ({ scopes, ofShop }) => (scopes === undefined || scopes.some(may)) && !(ofShop && isBound()),
  )
}
