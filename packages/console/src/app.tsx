import { useEffect } from 'preact/hooks'
import { LocationProvider, Route, Router } from 'preact-iso'
import { access, accessProblem, loadAccess, may } from './access/access.ts'
import { SignIn } from './access/sign-in.tsx'
import { Header } from './header.tsx'
import { Overview } from './overview/overview.tsx'
import { ProductPage } from './products/product-page.tsx'
import { ProductsPage } from './products/products-page.tsx'
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
      <Route default component={NotFound} />
    </Router>
  )
}
