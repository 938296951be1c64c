import type { Writable } from 'node:stream'
import type { Progress } from '@order-settlement/imports/staging/stage-file.ts'
import { Presets, SingleBar } from 'cli-progress'

export interface ProgressDisplay {
  update(progress: Progress): void
  /** Ends the display, whether or not the file was read to its end. */
  stop(): void
}

/**
 * Shows how much of a file is read: as a bar in a terminal, otherwise as a line for each tenth of it.
 *
 * @param size of the file in bytes; undefined if it is unknown
 * @param stream standard error, so that standard output has the result alone
 */
export function showProgress(
  size: number | undefined,
  stream: Writable & { isTTY?: boolean },
): ProgressDisplay {
  return stream.isTTY ? showBar(size, stream) : writeLines(size, stream)
}

function showBar(size: number | undefined, stream: NodeJS.WritableStream): ProgressDisplay {
  const bar = new SingleBar(
    {
      stream,
      format:
        size === undefined
          ? '{lines} lines, {megabytes} MB'
          : '{bar} {percentage} % | {lines} lines | {eta_formatted} left',
      // Ctrl-C is handled elsewhere, once for everything.
      gracefulExit: false,
    },
    Presets.shades_classic,
  )
  return {
    update(progress) {
      if (bar.isActive) bar.update(progress.bytes, describe(progress))
      else bar.start(size ?? 0, progress.bytes, describe(progress))
    },
    stop: () => bar.stop(),
  }
}

function describe({ bytes, lines }: Progress) {
  return { lines: lines.toLocaleString('en'), megabytes: Math.round(bytes / 1_000_000) }
}

/** Without a size, a line for each 100 MB. */
function writeLines(size: number | undefined, stream: Writable): ProgressDisplay {
  const step = size === undefined ? 100_000_000 : Math.max(1, size / 10)
  let next = step
  return {
    update(progress) {
      if (progress.bytes < next) return
      const { lines, megabytes } = describe(progress)
      const share = size === undefined ? '' : `, ${Math.floor((progress.bytes / size) * 100)} %`
      stream.write(`read ${lines} lines, ${megabytes} MB${share}\n`)
      next = (Math.floor(progress.bytes / step) + 1) * step
    },
    stop() {},
  }
}
