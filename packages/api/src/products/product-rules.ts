import { invalidField, ProblemError } from '../problems/problem-error.ts'

export function productNotFound(id: string | number): ProblemError<'PRODUCT_NOT_FOUND'> {
  return new ProblemError('PRODUCT_NOT_FOUND', `There is no product ${id}`)
}

/** @throws ProblemError VALIDATION for a sale that ends before it starts */
export function checkSale(startsAt: Date | null, endsAt: Date | null): void {
  if (startsAt && endsAt && endsAt <= startsAt)
    throw invalidField('/sale_ends_at', 'must be after sale_starts_at')
}
