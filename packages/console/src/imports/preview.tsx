import { useEffect, useState } from 'preact/hooks'

const lineCount = 6
/** Enough for its first lines, in bytes. */
const readBytes = 64 * 1024

/** The first lines of a file, before it is sent. */
export function Preview({ file }: { file: File }) {
  const [lines, setLines] = useState<string>()
  useEffect(() => {
    let isCurrent = true
    const show = (text: string) => {
      if (isCurrent) setLines(text)
    }
    readStart(file).then(show, () => show('The file cannot be read.'))
    return () => {
      isCurrent = false
    }
  }, [file])
  return (
    <figure>
      <figcaption>The first lines of {file.name}</figcaption>
      {/* What scrolls has to be reached by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: as above */}
      <fieldset class="scrolls" aria-label="The first lines" tabIndex={0}>
        <pre class="preview">{lines}</pre>
      </fieldset>
    </figure>
  )
}

async function readStart(file: File): Promise<string> {
  const isGzip = /\.gz$/i.test(file.name)
  const stream = isGzip
    ? file.stream().pipeThrough(new DecompressionStream('gzip'))
    : file.slice(0, readBytes).stream()
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (text.length < readBytes && text.split('\n').length <= lineCount) {
    const { value, done } = await reader.read()
    if (done) break
    text += value
  }
  await reader.cancel()
  return text.split('\n').slice(0, lineCount).join('\n').slice(0, readBytes)
}
