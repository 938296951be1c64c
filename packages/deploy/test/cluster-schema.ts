import Type from 'typebox'

const closed = { additionalProperties: false }
const Quantity = Type.String({ pattern: '^\\d+(m|Ki|Mi|Gi|Ti)?$' })
const Resources = Type.Partial(Type.Object({ cpu: Quantity, memory: Quantity }, closed))
const Storage = Type.Object({ size: Quantity, storageClass: Type.Optional(Type.String()) }, closed)

/**
 * The fields of a Cluster of CloudNativePG 1.30 that the manifest uses, or would use next. No package of the npm
 * registry has its schema.
 */
export const clusterSchema = Type.Object(
  {
    apiVersion: Type.Literal('postgresql.cnpg.io/v1'),
    kind: Type.Literal('Cluster'),
    metadata: Type.Object({ name: Type.String() }, closed),
    spec: Type.Object(
      {
        imageName: Type.String(),
        instances: Type.Integer({ minimum: 1 }),
        enablePDB: Type.Optional(Type.Boolean()),
        bootstrap: Type.Object(
          {
            initdb: Type.Object(
              {
                database: Type.String(),
                owner: Type.String(),
                encoding: Type.String(),
                locale: Type.String(),
                localeProvider: Type.Enum(['builtin', 'icu', 'libc']),
                builtinLocale: Type.String(),
              },
              closed,
            ),
          },
          closed,
        ),
        postgresql: Type.Object(
          {
            parameters: Type.Record(Type.String(), Type.String()),
            synchronous: Type.Object(
              {
                method: Type.Enum(['any', 'first']),
                number: Type.Integer({ minimum: 1 }),
                dataDurability: Type.Enum(['required', 'preferred']),
              },
              closed,
            ),
          },
          closed,
        ),
        affinity: Type.Object(
          {
            enablePodAntiAffinity: Type.Boolean(),
            podAntiAffinityType: Type.Enum(['required', 'preferred']),
            topologyKey: Type.String(),
          },
          closed,
        ),
        resources: Type.Object({ requests: Resources, limits: Resources }, closed),
        storage: Storage,
        walStorage: Storage,
      },
      closed,
    ),
  },
  closed,
)
