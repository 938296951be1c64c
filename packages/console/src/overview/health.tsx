import { client, resultOf } from '../client.ts'
import { Loaded } from '../ui/loaded.tsx'
import { useResource } from '../ui/use-resource.ts'

export function Health() {
  const health = useResource('', () => resultOf(client.GET('/health')), 5_000)
  return (
    <section aria-labelledby="health">
      <h2 id="health">Health</h2>
      <Loaded resource={health}>
        {({ database, queue }) => (
          <p>
            Database {database}, queue {queue}.
          </p>
        )}
      </Loaded>
    </section>
  )
}
