import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot } from '@order-settlement/local/places.ts'
import { parse, parseAllDocuments } from 'yaml'

const directory = join(repositoryRoot, 'packages/deploy/kubernetes')

export const kustomization = parse(readFileSync(join(directory, 'kustomization.yaml'), 'utf8'))

export interface Container {
  image: string
  env: { name: string; value?: string; valueFrom?: { secretKeyRef: { name: string } } }[]
  volumeMounts: { name: string; mountPath: string }[]
  [field: string]: unknown
}

export interface PodSpec {
  containers: Container[]
  terminationGracePeriodSeconds?: number
  volumes: Record<string, unknown>[]
  securityContext: object
  [field: string]: unknown
}

export interface Manifest {
  apiVersion: string
  kind: string
  metadata: { name: string; labels?: Record<string, string> }
  // biome-ignore lint/suspicious/noExplicitAny: of any kind; each test reads what its kind has
  spec?: any
}

/** Of the files that kustomization.yaml lists, as they are written. */
export const manifests: Manifest[] = kustomization.resources.flatMap((file: string) =>
  parseAllDocuments(readFileSync(join(directory, file), 'utf8')).map((document) => document.toJS()),
)

/** @throws if there is not exactly one */
export function findManifest(kind: string, name: string): Manifest {
  const [found, ...others] = manifests.filter(
    (manifest) => manifest.kind === kind && manifest.metadata.name === name,
  )
  if (!found || others.length > 0) throw new Error(`not one ${kind} ${name}`)
  return found
}

/** The pods that a manifest makes by a template, by its name. */
export const pods: [string, PodSpec][] = manifests
  .filter(({ spec }) => spec?.template?.spec)
  .map(({ metadata, spec }) => [metadata.name, spec.template.spec])

/** The only container of a pod. */
export function containerOf({ containers }: PodSpec): Container {
  const [container, ...others] = containers
  if (!container || others.length > 0) throw new Error('not one container')
  return container
}
