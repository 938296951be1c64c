import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { variables as apiVariables } from '@order-settlement/api/config.ts'
import { variables as migrateVariables } from '@order-settlement/db/config.ts'
import { repositoryRoot } from '@order-settlement/local/places.ts'
import { readConfig } from '@order-settlement/shared/process/config.ts'
import { variables as workerVariables } from '@order-settlement/worker/config.ts'
import { expect, test } from 'vitest'
import {
  containerOf,
  findManifest,
  kustomization,
  manifests,
  type PodSpec,
  pods,
} from './manifests.ts'

const schemas: Record<
  string,
  typeof apiVariables | typeof workerVariables | typeof migrateVariables
> = {
  api: apiVariables,
  worker: workerVariables,
  migrate: migrateVariables,
}
const [settings] = kustomization.configMapGenerator

/** The environment of a pod's container; a secret stands as its name. */
function environmentOf(pod: PodSpec): Record<string, string> {
  const shared = settings.literals.map((literal: string) => literal.split('='))
  const own = containerOf(pod).env.map(({ name, value, valueFrom }) => [
    name,
    value ?? valueFrom?.secretKeyRef.name ?? '',
  ])
  const all: Record<string, string> = Object.fromEntries([...shared, ...own])
  // Kubernetes replaces $(NAME) by what comes before it.
  const replaced = Object.entries(all).map(([name, value]) => [
    name,
    value.replaceAll(/\$\((\w+)\)/g, (_, key) => all[key] ?? `no ${key}`),
  ])
  return Object.fromEntries(replaced)
}

test('api, worker and migrate run, and nothing else', () => {
  expect(pods.map(([name]) => name).sort()).toEqual(['api', 'migrate', 'worker'])
})

test.each(pods)('%s has only settings that its process reads, and each is allowed', (name, pod) => {
  const { DATABASE_USER, DATABASE_PASSWORD, ...environment } = environmentOf(pod)
  const schema = schemas[name]
  expect(schema).toBeDefined()
  if (!schema) return
  const own = containerOf(pod).env.map(({ name }) => name)
  const known = [...Object.keys(schema.properties), 'DATABASE_USER', 'DATABASE_PASSWORD']
  expect(known).toEqual(expect.arrayContaining(own))
  // The certificate lies in the container only.
  const url = environment.DATABASE_URL?.replace(/&sslrootcert=.*/, '') ?? ''
  expect(url).toBe(
    'postgres://database-app:database-app@database-rw:5432/appdb?sslmode=verify-full',
  )
  const config = readConfig(schema, { ...environment, DATABASE_URL: url })
  expect(config.DATABASE_URL).toBe(url)
})

test.each(pods)('%s is what the pod security standard "restricted" asks for', (_name, pod) => {
  expect(pod.securityContext).toMatchObject({
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
  })
  expect(pod.automountServiceAccountToken).toBe(false)
  for (const host of ['hostNetwork', 'hostPID', 'hostIPC']) expect(pod).not.toHaveProperty(host)
  for (const { name, ...source } of pod.volumes)
    expect(['secret', 'emptyDir', 'persistentVolumeClaim'], String(name)).toContain(
      Object.keys(source)[0],
    )
  const container = containerOf(pod)
  expect(container.securityContext).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  })
  expect(container.resources).toMatchObject({
    requests: { cpu: expect.any(String), memory: expect.any(String) },
    limits: { memory: expect.any(String) },
  })
  expect(findManifest('Namespace', kustomization.namespace).metadata.labels).toMatchObject({
    'pod-security.kubernetes.io/enforce': 'restricted',
  })
})

test('each volume is mounted, each mount has its volume, and the images are those of kustomization.yaml', () => {
  for (const [name, pod] of pods) {
    const volumes = pod.volumes.map((volume) => volume.name)
    expect(
      containerOf(pod).volumeMounts.map((mount) => mount.name),
      name,
    ).toEqual(volumes)
    const image = `order-settlement/${name}`
    expect(containerOf(pod).image).toBe(image)
    expect(kustomization.images).toContainEqual(expect.objectContaining({ name: image }))
  }
})

test('an api has time for preStop, for its drain, and for its requests', () => {
  const [, pod] = pods.find(([name]) => name === 'api') ?? []
  if (!pod) throw new Error('no api')
  const { lifecycle, readinessProbe, livenessProbe, startupProbe } = containerOf(pod)
  const main = readFileSync(join(repositoryRoot, 'packages/api/src/main.ts'), 'utf8')
  const graceMs = Number(/delay: ([\d_]+)/.exec(main)?.[1]?.replaceAll('_', ''))
  const drainMs = Number(environmentOf(pod).DRAIN_MS)
  const seconds = (lifecycle as { preStop: { sleep: { seconds: number } } }).preStop.sleep.seconds
  expect(seconds * 1_000 + drainMs + graceMs).toBeLessThan(
    (pod.terminationGracePeriodSeconds ?? 0) * 1_000,
  )
  expect(readinessProbe).toMatchObject({ httpGet: { path: '/health/ready', port: 'http' } })
  // Not /health: a database outage is no reason to restart.
  for (const probe of [livenessProbe, startupProbe])
    expect(probe).toMatchObject({ httpGet: { path: '/health/live' } })
})

test('all apis and workers that the autoscalers may start fit into the connections of the database', () => {
  const apis = findManifest('HorizontalPodAutoscaler', 'api').spec.maxReplicas
  const workers = findManifest('ScaledObject', 'worker').spec.maxReplicaCount
  const [, worker] = pods.find(([name]) => name === 'worker') ?? []
  const lanes = Number(worker && environmentOf(worker).WORKERS)
  const connections = Number(
    findManifest('Cluster', 'database').spec.postgresql.parameters.max_connections,
  )
  // One api and one worker more while a new version replaces them; migrate, a nightly dump, standbys and the operator.
  expect((apis + 1) * 20 + (workers + 1) * (lanes + 17) + 30).toBeLessThanOrEqual(connections)
})

test('what the manifests select, scale and claim exists', () => {
  for (const { kind, metadata, spec } of manifests) {
    const target =
      spec?.scaleTargetRef?.name ?? spec?.selector?.app ?? spec?.selector?.matchLabels?.app
    if (target)
      expect(
        pods.map(([name]) => name),
        `${kind} ${metadata.name}`,
      ).toContain(target)
  }
  const claim = findManifest('PersistentVolumeClaim', 'settlements').spec
  expect(claim.accessModes).toEqual(['ReadWriteMany'])
  for (const name of ['api', 'worker']) {
    const [, pod] = pods.find(([of]) => of === name) ?? []
    expect(pod?.volumes).toContainEqual(
      expect.objectContaining({ persistentVolumeClaim: { claimName: 'settlements' } }),
    )
    const { mountPath } = pod
      ? (containerOf(pod).volumeMounts[0] ?? { mountPath: '' })
      : { mountPath: '' }
    expect(settings.literals).toContain(`SETTLEMENT_DIR=${mountPath}`)
  }
})

test('the metric that scales workers is one that the api exports', () => {
  const { query } = findManifest('ScaledObject', 'worker').spec.triggers[0].metadata
  const [, metric = ''] = /^max\((\w+)\)$/.exec(query) ?? []
  const source = readFileSync(
    join(repositoryRoot, 'packages/api/src/jobs/metrics/queue-metrics.ts'),
    'utf8',
  )
  expect(source).toContain(`name: '${metric}'`)
})

test('nothing is reached unless a network policy allows it, and pods that use the database may', () => {
  expect(findManifest('NetworkPolicy', 'deny-all').spec).toEqual({
    podSelector: {},
    policyTypes: ['Ingress', 'Egress'],
  })
  for (const { metadata, spec } of manifests.filter(({ spec }) => spec?.template))
    expect(spec.template.metadata.labels, metadata.name).toMatchObject({
      'database-client': 'true',
    })
  const { egress } = findManifest('NetworkPolicy', 'use-database').spec
  expect(egress[0].to[0].podSelector.matchLabels).toEqual({ 'cnpg.io/cluster': 'database' })
})
