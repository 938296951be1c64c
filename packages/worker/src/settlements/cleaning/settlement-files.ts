import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

export interface SettlementFile {
  name: string
  jobId: string
  /** Whether it has not been published. */
  temporary: boolean
  ageMs: number
}

const fileName = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.csv(\.\d+-\d+\.tmp)?$/

/** The files that workers have written; all other names are ignored. */
export async function listSettlementFiles(directory: string): Promise<SettlementFile[]> {
  const files: SettlementFile[] = []
  for (const name of await readdir(directory)) {
    const [, jobId, suffix] = fileName.exec(name) ?? []
    if (jobId === undefined) continue
    const found = await stat(join(directory, name)).catch(() => undefined)
    // Removed since the directory was read.
    if (!found) continue
    files.push({ name, jobId, temporary: suffix !== undefined, ageMs: Date.now() - found.mtimeMs })
  }
  return files
}

export async function removeFile(directory: string, { name }: SettlementFile): Promise<void> {
  await rm(join(directory, name), { force: true })
}
