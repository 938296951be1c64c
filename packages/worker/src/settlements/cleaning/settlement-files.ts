import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

export interface SettlementFile {
  name: string
  jobId: string
  /** Whether it never got the name that it is downloaded by. */
  temporary: boolean
  ageMs: number
}

const fileName = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.csv(\.\d+-\d+\.tmp)?$/

/** The files that workers have written. Whatever else lies there is not theirs. */
export async function listSettlementFiles(directory: string): Promise<SettlementFile[]> {
  const files: SettlementFile[] = []
  for (const name of await readdir(directory)) {
    const [, jobId, suffix] = fileName.exec(name) ?? []
    if (jobId === undefined) continue
    const found = await stat(join(directory, name)).catch(() => undefined)
    // Its worker was faster.
    if (!found) continue
    files.push({ name, jobId, temporary: suffix !== undefined, ageMs: Date.now() - found.mtimeMs })
  }
  return files
}

export async function removeFile(directory: string, { name }: SettlementFile): Promise<void> {
  await rm(join(directory, name), { force: true })
}
