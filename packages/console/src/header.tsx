import { useLocation } from 'preact-iso'
import { access, signOut } from './access/access.ts'
import { allowedPages } from './pages.tsx'

export function Header() {
  const { path } = useLocation()
  const { value } = access
  const signedIn = value && (!value.keys_required || value.name !== null)
  return (
    <header>
      <a class="skip" href="#content">
        Skip to the content
      </a>
      <nav aria-label="Pages">
        <ul>
          {signedIn &&
            allowedPages()
              .filter(({ name }) => name !== undefined)
              .map(({ path: href, name }) => (
                <li key={href}>
                  <a href={href} aria-current={isCurrent(path, href) ? 'page' : undefined}>
                    {name}
                  </a>
                </li>
              ))}
        </ul>
        <ul>
          <li>
            <a href="/docs" target="_blank" rel="noreferrer">
              API
            </a>
          </li>
          {value?.name && (
            <li>
              <button type="button" class="secondary" onClick={signOut}>
                Sign out {value.name}
              </button>
            </li>
          )}
        </ul>
      </nav>
    </header>
  )
}

function isCurrent(path: string, href: string): boolean {
  return href === '/console/' ? path === href : path === href || path.startsWith(`${href}/`)
}
