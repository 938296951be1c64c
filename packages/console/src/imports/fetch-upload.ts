/** How much of a file is sent, in bytes. */
export interface Sent {
  bytes: number
  total: number
}

/**
 * A `fetch` that sends a file and says how much of it is sent, which the browser's own does not.
 *
 * @returns what `fetch` does; it rejects if the connection breaks
 */
export function fetchUpload(
  file: File,
  onSent: (sent: Sent) => void,
): (request: Request) => Promise<Response> {
  return ({ method, url, headers }) =>
    new Promise((resolve, reject) => {
      const upload = new XMLHttpRequest()
      upload.open(method, url)
      for (const [name, value] of headers) upload.setRequestHeader(name, value)
      upload.upload.onprogress = ({ loaded, total }) => onSent({ bytes: loaded, total })
      upload.onerror = () => reject(new TypeError('the connection broke'))
      upload.onload = () => {
        const { status, responseText } = upload
        const type = upload.getResponseHeader('content-type') ?? 'text/plain'
        resolve(new Response(responseText, { status, headers: { 'content-type': type } }))
      }
      upload.send(file)
    })
}
