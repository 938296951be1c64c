export type Unit = '/s' | 'ms' | 's' | 'MB'

/** One row of DESIGN.md's table, measured. */
export interface Figure {
  name: string
  title: string
  unit: Unit
  ours: number
  /** Measured in the same run; without it, `ours` itself is judged. */
  against?: { title: string; value: number }
  /** Bound of the ratio, or of `ours` in its unit; without it, the figure is for information. */
  wanted?: { atLeast: number } | { atMost: number }
}

export interface JudgedFigure extends Figure {
  /** `ours` / `against`; null when there is nothing to compare with. */
  ratio: number | null
  /** null when nothing was wanted. */
  reached: boolean | null
}

/** Compares a figure with its baseline and with what was wanted. */
export function judge(figure: Figure): JudgedFigure {
  const { ours, against, wanted } = figure
  const ratio = against ? ours / against.value : null
  const judged = ratio ?? ours
  if (!wanted) return { ...figure, ratio, reached: null }
  const reached = 'atLeast' in wanted ? judged >= wanted.atLeast : judged <= wanted.atMost
  return { ...figure, ratio, reached }
}
