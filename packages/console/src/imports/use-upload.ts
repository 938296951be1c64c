import { useEffect, useRef, useState } from 'preact/hooks'
import type { Result } from '../client.ts'
import type { Sent } from './fetch-upload.ts'
import { type ImportResult, type Options, sendFile } from './send-file.ts'

export interface Upload {
  /** While a file is sent and checked. */
  sent?: Sent | undefined
  /** Of the last file. */
  result?: Result<ImportResult> | undefined
}

/**
 * Sends the chosen file. It has one idempotency key with the same options, so that to send it twice, or again after a lost
 * answer, imports it once.
 */
export function useUpload(file: File | undefined) {
  const [upload, setUpload] = useState<Upload>({})
  const keys = useRef(new Map<string, string>())
  const isBusy = useRef(false)
  useEffect(() => {
    keys.current = new Map()
    setUpload({})
  }, [file])

  const send = async (options: Options) => {
    // A second click may come before the buttons are disabled.
    if (!file || isBusy.current) return
    isBusy.current = true
    const what = JSON.stringify(options)
    const key = keys.current.get(what) ?? crypto.randomUUID()
    keys.current.set(what, key)
    setUpload({ sent: { bytes: 0, total: file.size } })
    const result = await sendFile(file, options, key, (sent) => setUpload({ sent }))
    isBusy.current = false
    setUpload({ result })
  }
  return { ...upload, send }
}
