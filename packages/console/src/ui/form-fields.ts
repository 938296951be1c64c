/** Reads an optional whole number of a form. */
export function wholeNumber(fields: FormData, name: string): number | undefined {
  const text = String(fields.get(name) ?? '').trim()
  return text === '' ? undefined : Number(text)
}

/** Reads an optional time of a form, which is in the viewer's zone. */
export function time(fields: FormData, name: string): string | undefined {
  const text = String(fields.get(name) ?? '')
  return text === '' ? undefined : new Date(text).toISOString()
}

/** The value of a datetime-local field, in the viewer's zone; none for what is no time. */
export function toField(at: string | null): string {
  const date = new Date(at ?? '')
  if (Number.isNaN(date.getTime())) return ''
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 19)
}
