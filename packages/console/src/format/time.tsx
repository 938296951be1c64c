const short = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' })
const precise = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'full' })

/** A time of the API, in the viewer's zone. */
export function Time({ at }: { at: string | null }) {
  if (at === null) return <>–</>
  const date = new Date(at)
  return (
    <time dateTime={at} title={precise.format(date)}>
      {short.format(date)}
    </time>
  )
}
