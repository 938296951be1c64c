import { useLayoutEffect, useRef } from 'preact/hooks'

/**
 * Names the page: in the title of the window, and in a heading that gets the focus, so that a screen reader says where
 * the link has led.
 */
export function usePage(title: string) {
  const heading = useRef<HTMLHeadingElement>(null)
  // Before the heading is painted. Later it would take the focus from someone who has tabbed on already.
  useLayoutEffect(() => {
    document.title = `${title} · Order settlement`
    heading.current?.focus()
  }, [title])
  return (
    <h1 id="content" ref={heading} tabIndex={-1}>
      {title}
    </h1>
  )
}
