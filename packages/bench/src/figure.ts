export type Unit = '/s' | 'ms' | 's' | 'MB' | '%'

/** A measured value, and what it is compared with. */
export interface Figure {
  name: string
  title: string
  unit: Unit
  ours: number
  /** Measured in the same run. Without it `ours` is compared with the target. */
  baseline?: { title: string; value: number }
  /** Of the ratio, or of `ours` in its unit. Without it the figure is only reported. */
  target?: { atLeast: number } | { atMost: number }
}

export interface EvaluatedFigure extends Figure {
  /** `ours` / `baseline`; null without a baseline. */
  ratio: number | null
  /** null without a target. */
  met: boolean | null
}

/** Compares a figure with its baseline and its target. */
export function evaluateFigure(figure: Figure): EvaluatedFigure {
  const { ours, baseline, target } = figure
  const ratio = baseline ? ours / baseline.value : null
  const value = ratio ?? ours
  if (!target) return { ...figure, ratio, met: null }
  const met = 'atLeast' in target ? value >= target.atLeast : value <= target.atMost
  return { ...figure, ratio, met }
}
