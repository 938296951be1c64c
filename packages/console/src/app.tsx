import { useEffect } from 'preact/hooks'
import { LocationProvider, Route, Router } from 'preact-iso'
import { access, accessProblem, loadAccess } from './access/access.ts'
import { SignIn } from './access/sign-in.tsx'
import { Header } from './header.tsx'
import { allowedPages } from './pages.tsx'
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
      {allowedPages().map(({ path, component }) => (
        <Route key={path} path={path} component={component} />
      ))}
      <Route default component={NotFound} />
    </Router>
  )
}
