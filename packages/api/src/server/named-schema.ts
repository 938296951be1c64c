import Type, { type Static, type TSchema } from 'typebox'

/** A reference to a schema that has an `$id`, and that `addSchema` has made known: it is described once. */
export function ref<Schema extends TSchema & { $id?: string }>(schema: Schema) {
  return Type.Unsafe<Static<Schema>>({ $ref: `${schema.$id}#` })
}
