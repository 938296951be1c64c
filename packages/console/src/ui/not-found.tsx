import { usePage } from './page.tsx'

export function NotFound() {
  return (
    <>
      {usePage('Not here')}
      <p>
        There is no such page, or your key does not allow it. <a href="/console/">Overview</a>
      </p>
    </>
  )
}
