import type { ProblemKindDocument } from './problem.schemas.ts'

/** A page about one problem, without scripts or styles, which the Content-Security-Policy would block. */
export function problemPage({ title, status, code, meaning, remedy }: ProblemKindDocument): string {
  return page(
    title,
    `<p><code>${status} ${code}</code></p>
<h2>What it means</h2>
<p>${escapeHtml(meaning)}.</p>
<h2>What to do</h2>
<p>${escapeHtml(remedy)}.</p>
<p><a href="/problems">All problems</a></p>`,
  )
}

/** The page that lists all problems. */
export function problemsPage(kinds: ProblemKindDocument[]): string {
  const items = kinds.map(
    ({ type, status, code, meaning }) =>
      `<li><a href="${type}">${status} ${code}</a>: ${escapeHtml(meaning)}.</li>`,
  )
  return page('Problems', `<ul>\n${items.join('\n')}\n</ul>`)
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)} · Order settlement</title>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${content}
<p><a href="/docs">API reference</a></p>
</body>
</html>
`
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
