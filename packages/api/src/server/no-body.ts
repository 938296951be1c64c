import Type from 'typebox'

/** For a route that takes no body; clients that must send one send an empty object. */
export const NoBody = Type.Union([Type.Null(), Type.Object({}, { additionalProperties: false })])
