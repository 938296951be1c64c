import { chooseListener } from './choose-listener.ts'
import type { Config } from './config.ts'
import { describeStack, urlOf } from './describe-stack.ts'
import { type Postgres, startPostgres } from './embedded-postgres.ts'
import { keepRunning } from './keep-running.ts'
import { makeDirectory } from './make-directory.ts'
import { compileCache, entryPoints, fromRoot, nodeFlags } from './places.ts'
import { databaseUrlFile } from './postgres/password.ts'
import { prepareDatabase } from './prepare-database.ts'
import { createNodeService, type NodeService, type Service } from './service.ts'
import { waitUntilHealthy } from './wait-until-healthy.ts'

export interface Stack {
  /**
   * Starts everything in order and keeps it running, until `stop`.
   *
   * @throws LocalError if something does not start, or not again
   */
  run(): Promise<void>
  /** At any time: api and worker first, both at once, then PostgreSQL. After 9.5 s at most no process is left. */
  stop(): Promise<void>
  /** At any time, without waiting. */
  kill(): void
}

const servicePatienceMs = 8_000
const postgresPatienceMs = 1_500

/**
 * PostgreSQL, api and worker on this machine.
 *
 * @param env what api and worker find in their environment, under what follows from `config`
 * @param say gets lines for the operator
 */
export function createStack(
  config: Config,
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Stack {
  const stopping = new AbortController()
  const { signal } = stopping
  const services: NodeService[] = []
  const watches: Promise<void>[] = []
  const settlementDir = fromRoot(config.SETTLEMENT_DIR)
  const dataDir = config.DATABASE_URL ? undefined : fromRoot(config.DATA_DIR)
  let starting: Promise<Postgres> | undefined
  let postgres: Postgres | undefined

  const watch = (service: Service) => {
    const watched = keepRunning(service, say, signal)
    // A failure is reported by Promise.all below; until then it must not end the process.
    watched.catch(() => undefined)
    watches.push(watched)
  }

  return {
    async run() {
      const startedAt = performance.now()
      const api = await chooseListener(config.HOST, config.PORT)
      await makeDirectory('SETTLEMENT_DIR', settlementDir)
      if (dataDir) {
        starting = startPostgres({ dataDir, port: 5432, signal })
        postgres = await starting
        watch(restartable(postgres))
      }
      const databaseUrl = config.DATABASE_URL ?? postgres?.url('appdb') ?? ''
      // That of another database, if this is the embedded one.
      const direct = config.DATABASE_URL && config.DATABASE_DIRECT_URL
      await prepareDatabase({
        url: direct || databaseUrl,
        transactions: config.SEED_TRANSACTIONS,
        currency: config.CURRENCY,
        logLevel: config.LOG_LEVEL,
        say,
        signal,
        urlFile: dataDir && databaseUrlFile(dataDir),
        ranOutOfSpace: postgres?.ranOutOfSpace,
      })
      signal.throwIfAborted()
      for (const name of ['api', 'worker'] as const)
        services.push(
          createNodeService(
            name,
            [...nodeFlags[name], entryPoints[name]],
            {
              ...compileCache,
              ...env,
              HOST: api.address,
              PORT: `${api.port}`,
              DATABASE_URL: databaseUrl,
              DATABASE_DIRECT_URL: direct ?? '',
              SETTLEMENT_DIR: settlementDir,
              // No load balancer knows of it.
              DRAIN_MS: '0',
            },
            servicePatienceMs,
          ),
        )
      services.forEach(watch)
      // A service that does not start ends the wait: it will never be healthy.
      const watching = Promise.all(watches)
      await Promise.race([waitUntilHealthy(urlOf(api), signal), watching])
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
      const needsKey = Boolean(env.API_KEYS || env.API_KEYS_FILE)
      const described = describeStack({
        api,
        databaseUrl,
        csvFiles: env.SETTLEMENT_STORE || settlementDir,
        dataDir,
        needsKey,
      })
      say(`ready after ${seconds} s\n${described}`)
      await watching
    },

    async stop() {
      stopping.abort()
      await starting?.catch(() => undefined)
      await Promise.all(services.map((service) => service.stop()))
      await postgres?.stop({ patienceMs: postgresPatienceMs })
      // A restart in progress ends the process that it has started.
      await Promise.allSettled(watches)
    },

    kill() {
      stopping.abort()
      for (const service of services) service.kill()
      void postgres?.stop({ immediate: true })
    },
  }
}

/** The first start has been made, since the others wait for it. */
function restartable(postgres: Postgres): Service {
  let runs = 0
  return {
    name: 'postgresql',
    async start() {
      if (runs++ > 0) await postgres.restart()
      return { pid: postgres.pid, exited: postgres.exited }
    },
  }
}
