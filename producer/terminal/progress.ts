import { clearLine, cursorTo } from 'node:readline';
import { Presets, SingleBar } from 'cli-progress';
import { writeError, writeOut } from './output.ts';
import { printable } from './text.ts';

const LINE_EVERY_MS = 3_000;

/** The progress of a job on stderr: a bar on a terminal, a line every few seconds elsewhere. */
export interface Progress {
  /** `total` when it becomes known or changes; `label` when another part of the job begins. */
  update(done: number, change?: { readonly total?: number; readonly label?: string }): void;
  /** Writes whole lines above the bar, to stdout if `write` is left out. */
  above(lines: string, write?: (lines: string) => void): void;
  end(): void;
}

export interface ProgressOptions {
  readonly label: string;
  /** What is counted, such as `events`. */
  readonly unit: string;
  /** Left out when unknown. */
  readonly total?: number | undefined;
  /** Shows nothing. */
  readonly silent: boolean;
}

const writeLines: Progress['above'] = (lines, write = writeOut) => write(lines);

const SILENT: Progress = { update: () => undefined, above: writeLines, end: () => undefined };

/** How long `count` things take at `perSecond`: `45s`, `2m05s`, or `?` while that is unknown. */
const timeLeft = (count: number, perSecond: number): string => {
  if (count < 0 || perSecond === 0) return '?';
  const seconds = Math.ceil(count / perSecond);
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? `${seconds}s` : `${minutes}m${String(seconds % 60).padStart(2, '0')}s`;
};

const barProgress = (options: ProgressOptions): Progress => {
  let { label, total = 0 } = options;
  const bar = new SingleBar(
    {
      format: ' {label} {bar} {counts} {unit} | {rate}/s | {left} left',
      hideCursor: null,
      gracefulExit: false,
      barsize: 24,
      // Even if nothing has changed: what is printed above the bar erases it.
      forceRedraw: true,
    },
    Presets.shades_classic,
  );
  const startedAt = performance.now();
  const payload = (done: number) => {
    const perSecond = done / Math.max(0.001, (performance.now() - startedAt) / 1000);
    const counts = total === 0 ? `${done}` : `${done} of ${total}`;
    return {
      label: printable(label),
      unit: options.unit,
      counts,
      rate: Math.round(perSecond),
      left: timeLeft(total - done, perSecond),
    };
  };
  // While the total is unknown the bar stays empty: cli-progress shows a total of 0 as done.
  bar.start(Math.max(1, total), 0, payload(0));
  return {
    update: (done, change = {}) => {
      label = change.label ?? label;
      // The total may be an estimate: the bar must not stand at 100% while the count goes on.
      total = total === 0 && change.total === undefined ? 0 : Math.max(change.total ?? total, done);
      bar.setTotal(Math.max(1, total));
      bar.update(total === 0 ? 0 : done, payload(done));
    },
    end: () => bar.stop(),
    above: (lines, write) => {
      cursorTo(process.stderr, 0);
      clearLine(process.stderr, 0);
      // The bar has switched off line wrapping (DECAWM), which would cut these lines off.
      process.stderr.write('\x1B[?7h');
      writeLines(lines, write);
      process.stderr.write('\x1B[?7l');
      // A bar that ends puts the cursor where it was saved when the bar began (DECSC): save the new place.
      process.stderr.write('\x1B7');
      bar.render();
    },
  };
};

const lineProgress = (options: ProgressOptions): Progress => {
  let { label, total } = options;
  let done = 0;
  let toldAt = Number.NEGATIVE_INFINITY;
  let told = '';
  const tell = (): void => {
    toldAt = performance.now();
    const line = `${printable(label)}: ${done}${total === undefined ? '' : ` of ${total}`} ${options.unit}\n`;
    if (line !== told) writeError(line);
    told = line;
  };
  return {
    update: (count, change = {}) => {
      done = count;
      const given = change.total ?? total;
      // It may be an estimate.
      total = given === undefined ? undefined : Math.max(given, done);
      const isNewPart = change.label !== undefined && change.label !== label;
      label = change.label ?? label;
      if (isNewPart || performance.now() - toldAt >= LINE_EVERY_MS) tell();
    },
    end: tell,
    above: writeLines,
  };
};

/** The bar that is on the terminal now. */
let shown: Progress | undefined;

/** Writes whole lines to stderr, above a bar if there is one. */
export const aboveAnyProgress = (lines: string): void => {
  if (shown === undefined) writeError(lines);
  else shown.above(lines, writeError);
};

export const startProgress = (options: ProgressOptions): Progress => {
  if (options.silent) return SILENT;
  if (!process.stderr.isTTY) return lineProgress(options);
  const bar = barProgress(options);
  shown = bar;
  const end = (): void => {
    shown = undefined;
    bar.end();
  };
  return { ...bar, end };
};

/** Shows how far `work` is until it ends. */
export const withProgress = async <Result>(
  options: ProgressOptions,
  work: (progress: Progress) => Promise<Result>,
): Promise<Result> => {
  const progress = startProgress(options);
  try {
    return await work(progress);
  } finally {
    progress.end();
  }
};
