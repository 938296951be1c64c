import { chown, mkdir, stat } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { startPostgres } from '@order-settlement/local/embedded-postgres.ts'
import { clusterPath } from '@order-settlement/local/postgres/prepare-cluster.ts'
import { testSettings } from './own-postgres.ts'

// Serves PostgreSQL until standard input ends, so also when the test is killed. Its second argument is a directory to make,
// for a tablespace.
const [dataDir = '', tablespace = ''] = process.argv.slice(2)
const postgres = await startPostgres({ dataDir, settings: testSettings })
const { uid, gid } = await stat(clusterPath(dataDir))
await mkdir(tablespace)
await chown(tablespace, uid, gid)
process.stdout.write(`${postgres.url('appdb')}\n`)
await text(process.stdin)
await postgres.stop({ immediate: true })
