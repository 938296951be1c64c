import Type from 'typebox'
import type { ProblemKind } from './problem-kind.ts'

export const merchantProblems = {
  MERCHANT_NOT_FOUND: {
    status: 404,
    title: 'Merchant not found',
    meaning: 'There is no merchant with this id, or the API key is bound to another one',
    remedy: 'Check the id, or create the merchant with PUT /merchants/{id}',
  },
  CURRENCY_IN_USE: {
    status: 409,
    title: 'Currency in use',
    meaning: 'The merchant has a transaction, so its currency is fixed',
    remedy: 'Send the currency that it has, or create another merchant for the other currency',
    members: {
      currency: {
        schema: Type.String({ description: 'The currency that the merchant has' }),
        example: 'USD',
      },
    },
  },
  CURRENCY_AMBIGUOUS: {
    status: 409,
    title: 'Currency ambiguous',
    meaning: 'Days of the merchant are settled in several currencies, which are not added up',
    remedy: 'Name one of currencies in the parameter currency',
    members: {
      currencies: {
        schema: Type.Array(Type.String(), {
          description: 'ISO 4217, of the range and of the period before',
        }),
        example: ['EUR', 'USD'],
      },
    },
  },
  MERCHANT_CHANGED: {
    status: 412,
    title: 'Merchant changed',
    meaning: 'The merchant does not have the ETag in If-Match, since it was changed or is new',
    remedy: 'Read the merchant again, and send its current ETag in If-Match',
  },
  MERCHANT_EXISTS: {
    status: 412,
    title: 'Merchant exists',
    meaning: 'If-None-Match: * asks for a new merchant, but there is one with this id',
    remedy: 'Choose another id, or send the request without If-None-Match to change the merchant',
  },
} as const satisfies Record<string, ProblemKind>
