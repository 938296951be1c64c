import { useLocation } from 'preact-iso'
import { access, may, type Scope, signOut } from './access/access.ts'

const pages: { href: string; name: string; scopes?: Scope[] }[] = [
  { href: '/console/', name: 'Overview' },
  { href: '/console/products', name: 'Products', scopes: ['products:read'] },
  { href: '/console/orders', name: 'Orders', scopes: ['orders:read'] },
  { href: '/console/settlements', name: 'Settlements', scopes: ['settlements:read'] },
  { href: '/console/merchants', name: 'Merchants', scopes: ['merchants:read'] },
  {
    href: '/console/imports',
    name: 'Imports',
    scopes: ['transactions:write', 'settlements:read'],
  },
]

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
            pages
              .filter(({ scopes }) => scopes === undefined || scopes.some(may))
              .map(({ href, name }) => (
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
