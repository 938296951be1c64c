import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { repositoryRoot } from '../src/places.ts'

export interface Service {
  image?: string
  build?: { dockerfile: string; target: string }
  environment?: Record<string, string | number>
  depends_on?: Record<string, { condition: string }>
  deploy?: { replicas: string }
  ports?: string[]
  volumes?: string[]
  healthcheck?: { test: string[] }
  profiles?: string[]
  restart?: string
  stop_grace_period?: string
  [option: string]: unknown
}

interface Compose {
  services: Record<string, Service>
  volumes: object
  [key: string]: unknown
}

/** docker-compose.yml, with its variables as they are written. */
export const compose: Compose = parse(readRepositoryFile('docker-compose.yml'), { merge: true })

/** @param path from the root of the repository, or absolute */
export function readRepositoryFile(path: string): string {
  return readFileSync(join(path.startsWith('/') ? '' : repositoryRoot, path), 'utf8')
}

/** Replaces `${NAME:-default}` as compose does: an empty value is an unset one. */
export function interpolate(
  environment: Record<string, string | number>,
  shell: Record<string, string>,
): Record<string, string> {
  const filled = Object.entries(environment).map(([name, value]) => [
    name,
    String(value).replace(/\$\{(\w+):-([^}]*)\}/g, (_, key, fallback) => shell[key] || fallback),
  ])
  return Object.fromEntries(filled)
}
