import {
  type ShapeOptions,
  shapes,
  statisticsStates,
} from '@order-settlement/testing/shape-transactions.ts'
import { parseChoice, parsePositiveInteger, readFlags } from '../flags.ts'

export interface Options extends ShapeOptions {
  /** Against the same transactions spread evenly, instead of the single statement. */
  compareSkew: boolean
  json: boolean
  rows: number
  runs: number
  /** Worker processes of each comparison. */
  workers: number[]
}

/** @throws FlagError */
export function readOptions(): Options {
  const flags = readFlags({
    'compare-skew': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    rows: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '5' },
    shape: { type: 'string' },
    statistics: { type: 'string' },
    workers: { type: 'string', default: '1,2,4' },
  })
  const compareSkew = flags['compare-skew']
  const { shape = compareSkew ? 'hour' : 'even', statistics = compareSkew ? 'none' : 'fresh' } =
    flags
  return {
    compareSkew,
    json: flags.json,
    rows: parsePositiveInteger('rows', flags.rows),
    runs: parsePositiveInteger('runs', flags.runs),
    shape: parseChoice('shape', shape, shapes),
    statistics: parseChoice('statistics', statistics, statisticsStates),
    workers: flags.workers.split(',').map((text) => parsePositiveInteger('workers', text)),
  }
}
