import { runImport } from './importing/run-import.ts'

// The terminal may be closed before the last lines are written.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

process.exitCode = await runImport(process.argv.slice(2), process.env)
