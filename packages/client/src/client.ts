import createClient, { type Client } from 'openapi-fetch'
import type { components, paths } from './schema.ts'

export type OrderSettlementClient = Client<paths>

type Schemas = components['schemas']
export type Merchant = Schemas['Merchant']
export type MerchantTerms = Schemas['MerchantTerms']
export type Product = Schemas['Product']
export type ProductSales = Schemas['ProductSales']
export type StockMovement = Schemas['StockMovement']
export type Import = Schemas['Import']
export type ImportResult = Schemas['ImportResult']
export type Order = Schemas['Order']
export type Refund = Schemas['Refund']
export type OrderRequest = Schemas['OrderRequest']
export type Job = Schemas['Job']
export type JobStatus = Job['status']
export type SettlementRequest = Schemas['SettlementRequest']
export type SettledDay = Schemas['SettledDay']
export type DayExplanation = Schemas['DayExplanation']
export type Transaction = Schemas['Transaction']
export type Statement = Schemas['Statement']
export type Change = Schemas['Change']
export type DayState = Schemas['DayState']
export type Archive = Schemas['Archive']
export type PeriodChange = Schemas['PeriodChange']

export interface ClientOptions {
  /** The URL of the api, such as `http://localhost:8080`. */
  url: string
  /** An API key, if the service requires one. */
  key?: string
}

/**
 * A client whose paths, bodies and responses are typed: `client.POST('/orders', { body })` resolves to `data`, or
 * to `error`, a problem document that `error.code` narrows. It throws only what `fetch` throws.
 */
export function createOrderSettlementClient({ url, key }: ClientOptions): OrderSettlementClient {
  return createClient<paths>({
    baseUrl: url,
    headers: key ? { authorization: `Bearer ${key}` } : {},
  })
}
