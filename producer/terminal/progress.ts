import { clearLine, cursorTo } from 'node:readline';
import { Presets, SingleBar } from 'cli-progress';

const LINE_EVERY_MS = 3_000;

/** How far a job is: told on stderr, as a bar on a terminal and as a line every few seconds elsewhere. */
export interface Progress {
  /** `total` when it becomes known or changes; `label` when another part of the job begins. */
  update(done: number, change?: { readonly total?: number; readonly label?: string }): void;
  /** Runs `write`, which writes whole lines to the terminal, without the bar in between. */
  above(write: () => void): void;
  end(): void;
}

export interface ProgressOptions {
  readonly label: string;
  /** What is counted, such as `events`. */
  readonly unit: string;
  /** Left out when unknown. */
  readonly total?: number | undefined;
}

const SILENT: Progress = { update: () => undefined, above: (write) => write(), end: () => undefined };

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
      // Also when nothing of it has changed: what is printed above it wipes it out.
      forceRedraw: true,
    },
    Presets.shades_classic,
  );
  const startedAt = performance.now();
  const payload = (done: number) => {
    const perSecond = done / Math.max(0.001, (performance.now() - startedAt) / 1000);
    const counts = total === 0 ? `${done}` : `${done} of ${total}`;
    return {
      label,
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
      // The total may be an estimate: a bar that stands at 100% while the count goes on would be a lie.
      total = total === 0 && change.total === undefined ? 0 : Math.max(change.total ?? total, done);
      bar.setTotal(Math.max(1, total));
      bar.update(total === 0 ? 0 : done, payload(done));
    },
    end: () => bar.stop(),
    above: (write) => {
      cursorTo(process.stderr, 0);
      clearLine(process.stderr, 0);
      write();
      // Where a bar that ends puts the cursor is a place that it saved when it began (DECSC).
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
    const line = `${label}: ${done}${total === undefined ? '' : ` of ${total}`} ${options.unit}\n`;
    if (line !== told) process.stderr.write(line);
    told = line;
  };
  return {
    update: (count, change = {}) => {
      done = count;
      total = change.total ?? total;
      const isNewPart = change.label !== undefined && change.label !== label;
      label = change.label ?? label;
      if (isNewPart || performance.now() - toldAt >= LINE_EVERY_MS) tell();
    },
    end: tell,
    above: (write) => write(),
  };
};

/** Begins to tell how far a job is, or does nothing when `silent`. */
export const startProgress = (options: ProgressOptions & { readonly silent: boolean }): Progress => {
  if (options.silent) return SILENT;
  return process.stderr.isTTY ? barProgress(options) : lineProgress(options);
};
