import { writeFile } from 'node:fs/promises'
import { buildSchema, schemaFile } from './build-schema.ts'

await writeFile(schemaFile, await buildSchema())
