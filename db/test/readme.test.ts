import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { repositoryRoot } from '@order-settlement/local/places.ts'
import { expect, test } from 'vitest'
import { schemaFile } from '../dump-schema.ts'

const readme = await readFile(join(repositoryRoot, 'db/README.md'), 'utf8')

test('every npm command of the README is a script', async () => {
  const { scripts } = JSON.parse(await readFile(join(repositoryRoot, 'package.json'), 'utf8'))
  const commands = [...readme.matchAll(/npm (start|test|run ([\w:-]+))/g)]
  expect(commands.length).toBeGreaterThan(3)
  for (const [, command, script] of commands)
    expect(Object.keys(scripts)).toContain(script ?? command)
})

test('every file that the README links to exists', async () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path = '']) => path)
  expect(links).toContain('schema.sql')
  for (const path of links) await access(join(repositoryRoot, 'db', path))
})

test('the README lists the tables that there are', async () => {
  const schema = await readFile(schemaFile, 'utf8')
  const tables = [...schema.matchAll(/^CREATE TABLE (\w+)/gm)].map(([, name]) => name)
  const [, list = ''] = readme.split(/^\| table \|.*$/m)
  const [rows = ''] = list.split('\n\n')
  const listed = [...rows.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name)
  expect(listed.toSorted()).toEqual(tables.toSorted())
})
