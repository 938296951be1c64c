import { useEffect } from 'preact/hooks'
import { LocationProvider, Route, Router } from 'preact-iso'
import { access, accessProblem, loadAccess, may } from './access/access.ts'
import { SignIn } from './access/sign-in.tsx'
import { Header } from './header.tsx'
import { ImportPage } from './imports/import-page.tsx'
import { ImportsPage } from './imports/imports-page.tsx'
import { MerchantPage } from './merchants/merchant-page.tsx'
import { MerchantsPage } from './merchants/merchants-page.tsx'
import { OrderPage } from './orders/order-page.tsx'
import { OrdersPage } from './orders/orders-page.tsx'
import { Overview } from './overview/overview.tsx'
import { ProductPage } from './products/product-page.tsx'
import { ProductsPage } from './products/products-page.tsx'
import { JobPage } from './settlements/job-page.tsx'
import { SettlementsPage } from './settlements/settlements-page.tsx'
import { NotFound } from './ui/not-found.tsx'
import { ProblemNote } from './ui/problem-note.tsx'

export function App() {
  useEffect(() => void loadAccess(), [])
  return (
    <LocationProvider scope="/console">
      <Header />
      <main>
        <Pages />
      </main>
    </LocationProvider>
  )
}

function Pages() {
  const { value } = access
  if (!value) {
    if (!accessProblem.value) return <p role="status">Loading …</p>
    return <ProblemNote problem={accessProblem.value} retry={loadAccess} />
  }
  if (value.keys_required && value.name === null) return <SignIn />
  return (
    <Router>
      <Route path="/console/" component={Overview} />
      {may('products:read')
        ? [
            <Route key="products" path="/console/products" component={ProductsPage} />,
            <Route key="product" path="/console/products/:id" component={ProductPage} />,
          ]
        : []}
      {may('orders:read')
        ? [
            <Route key="orders" path="/console/orders" component={OrdersPage} />,
            <Route key="order" path="/console/orders/:id" component={OrderPage} />,
          ]
        : []}
      {may('settlements:read')
        ? [
            <Route key="settlements" path="/console/settlements" component={SettlementsPage} />,
            <Route key="job" path="/console/settlements/:id" component={JobPage} />,
          ]
        : []}
      {may('merchants:read')
        ? [
            <Route key="merchants" path="/console/merchants" component={MerchantsPage} />,
            <Route key="merchant" path="/console/merchants/:id" component={MerchantPage} />,
          ]
        : []}
      {may('transactions:write') || may('settlements:read')
        ? [<Route key="imports" path="/console/imports" component={ImportsPage} />]
        : []}
      {may('settlements:read')
        ? [<Route key="import" path="/console/imports/:id" component={ImportPage} />]
        : []}
      <Route default component={NotFound} />
    </Router>
  )
}
