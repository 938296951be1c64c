import { useEffect, useRef } from 'preact/hooks'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { formatCount } from '../format/money.ts'
import { type Counted, intervalSeconds } from './merge-counts.ts'

const height = 180

/** Draws orders a second over the time. Its newest value is in words too, for those who do not see it. */
export function RateChart({ counted }: { counted: Counted }) {
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<uPlot | null>(null)
  useEffect(() => {
    const { current } = box
    if (!current) return undefined
    chart.current = draw(current)
    const observer = new ResizeObserver(() =>
      chart.current?.setSize({ width: current.clientWidth, height }),
    )
    observer.observe(current)
    return () => {
      observer.disconnect()
      chart.current?.destroy()
    }
  }, [])
  const rates = [...counted.values()].map((count) => count / intervalSeconds)
  useEffect(() => chart.current?.setData([[...counted.keys()], rates]))
  return (
    <figure>
      <div ref={box} aria-hidden="true" />
      <figcaption>
        {formatCount(Math.round(rates.at(-1) ?? 0))} a second in the last {intervalSeconds} s, at
        most {formatCount(Math.round(Math.max(0, ...rates)))} in 5 minutes
      </figcaption>
    </figure>
  )
}

function draw(element: HTMLElement): uPlot {
  const style = getComputedStyle(element)
  const grid = { stroke: style.getPropertyValue('--pico-muted-border-color'), width: 1 }
  const axis = { stroke: style.color, grid, ticks: grid }
  const stroke = style.getPropertyValue('--pico-primary')
  return new uPlot(
    {
      width: element.clientWidth,
      height,
      legend: { show: false },
      cursor: { show: false },
      scales: { y: { range: (_plot, _min, max) => [0, Math.max(1, max * 1.1)] } },
      axes: [axis, axis],
      series: [{}, { stroke, width: 2, points: { show: false } }],
    },
    [[], []],
    element,
  )
}
