import { useEffect, useRef } from 'preact/hooks'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'

const height = 200

/** What is drawn: numbers say it exactly enough. */
export interface Series {
  name: string
  /** null where there is nothing. */
  values: (number | null)[]
}

interface Props {
  /** Of each bar. */
  labels: string[]
  bars: Series
  /** What the bars are compared with, as a line. */
  line?: Series | undefined
  /** Shows a value of the axis, shortly. */
  format: (value: number) => string
}

/** Draws bars in their order. Those who do not see them need the same values as a table. */
export function BarChart(props: Props) {
  const box = useRef<HTMLDivElement>(null)
  const latest = useRef(props)
  latest.current = props
  const { labels, bars, line } = props
  const data = [labels.map((_, index) => index), bars.values, line?.values ?? []]
  const key = JSON.stringify([labels, bars, line])
  useEffect(() => {
    const { current } = box
    if (!current) return undefined
    const chart = draw(current, latest.current, data as uPlot.AlignedData)
    const observer = new ResizeObserver(() => chart.setSize({ width: current.clientWidth, height }))
    observer.observe(current)
    return () => {
      observer.disconnect()
      chart.destroy()
    }
  }, [key])
  return (
    <figure>
      <div ref={box} aria-hidden="true" />
      <figcaption>
        {bars.name}
        {line && `; the line is ${line.name}`}
      </figcaption>
    </figure>
  )
}

function draw(
  element: HTMLElement,
  { labels, line, format }: Props,
  data: uPlot.AlignedData,
): uPlot {
  const style = getComputedStyle(element)
  const grid = { stroke: style.getPropertyValue('--pico-muted-border-color'), width: 1 }
  const axis = { stroke: style.color, grid, ticks: grid }
  const fill = style.getPropertyValue('--pico-primary-background')
  const paths = uPlot.paths.bars?.({ size: [0.8, 60] })
  return new uPlot(
    {
      width: element.clientWidth,
      height,
      legend: { show: false },
      cursor: { show: false },
      scales: {
        x: { time: false, range: () => [-0.6, labels.length - 0.4] },
        y: { range: (_plot, min, max) => [Math.min(0, min * 1.1), Math.max(1, max * 1.1)] },
      },
      axes: [
        {
          ...axis,
          grid: { show: false },
          // Steps of whole bars, as many as have room.
          incrs: [1, 2, 7, 14, 24, 48, 96],
          space: 90,
          values: (_plot, splits) => splits.map((index) => labels[index] ?? ''),
        },
        { ...axis, size: 70, values: (_plot, splits) => splits.map(format) },
      ],
      series: [
        {},
        { fill, width: 0, points: { show: false }, ...(paths ? { paths } : {}) },
        {
          stroke: style.color,
          width: 2,
          show: line !== undefined,
          points: { show: labels.length <= 12 },
        },
      ],
    },
    data,
    element,
  )
}
