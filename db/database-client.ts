import pg from 'pg'
import type { ServerSearch } from './server-search.ts'

declare module 'pg' {
  interface Client {
    /** Of the session, as the server or its pooler reported it. */
    processID: number
    getStartupConf(): Record<string, string>
  }
}

export interface DatabaseClientConfig extends pg.ClientConfig {
  servers?: ServerSearch
  /** Settings of the session, by name. A session that a pooler shares with others keeps its own. */
  session?: Record<string, string>
}

/**
 * A connection to the first server of a list that takes writes, with settings that work through a pooler too. An error
 * without a listener does not end the process.
 */
export class DatabaseClient extends pg.Client {
  /** Whether the server refused a write, since it is a standby now: no later write would succeed. */
  refusesWrites = false
  readonly #config: DatabaseClientConfig

  constructor(config: DatabaseClientConfig = {}) {
    super(config)
    this.#config = config
    this.on('error', () => {})
    this.connection.on('errorMessage', ({ code }: pg.DatabaseError) => {
      if (code === '25006') this.refusesWrites = true
    })
  }

  /**
   * Days and their text must not depend on a `timezone` or `datestyle` that the server or the database sets: some days
   * of a zone have no midnight. PgBouncer knows these two, and refuses `options`. `ISO, MDY` is what PostgreSQL reports
   * of `ISO`; PgBouncer would set anything else again for each transaction.
   */
  override getStartupConf(): Record<string, string> {
    return { ...super.getStartupConf(), TimeZone: 'UTC', DateStyle: 'ISO, MDY' }
  }

  override connect(): Promise<pg.Client>
  override connect(callback: (error: Error | null, client?: pg.Client) => void): void
  override connect(callback?: (error: Error | null, client?: pg.Client) => void) {
    const connecting = this.#connect()
    if (callback) connecting.then(() => callback(null, this), callback)
    return callback ? undefined : connecting
  }

  async #connect(): Promise<pg.Client> {
    const { servers } = this.#config
    if (servers) Object.assign(this, await servers.find(this.#config))
    await super.connect()
    try {
      await this.#applySession()
    } catch (error) {
      void this.end()
      throw error
    }
    if (servers) {
      const { host, port } = this
      this.once('end', servers.keep({ host, port, cut: () => this.connection.stream.destroy() }))
    }
    return this
  }

  /**
   * Not as start-up parameters, which PgBouncer refuses. What a pooler reports as process id is not that of the server's
   * process, which others use too: there the settings end with this statement.
   */
  async #applySession(): Promise<void> {
    const { session = {} } = this.#config
    await this.query(
      `select set_config(name, value, pg_backend_pid() is distinct from $1::integer)
       from unnest($2::text[], $3::text[]) as setting (name, value)`,
      [this.processID, Object.keys(session), Object.values(session)],
    )
  }
}
