import { setTimeout as sleep } from 'node:timers/promises';
import type { SlowedApi } from '../../api/status.ts';

/** At most 2 requests per second to one API: this leaves room for the pipeline, which shares the account's limits. */
const USUAL_GAP_MS = 500;
const LARGEST_GAP_MS = 30_000;

interface Lane {
  gapMs: number;
  /** When the next request to the API may start, by performance.now(). */
  freeAtMs: number;
}

/** Spaces out the requests to each API, and more widely when AWS throttles. */
export class Pace {
  readonly #lanes = new Map<string, Lane>();
  readonly #nowMs: () => number;

  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  /** Resolves when a request to `api` may start. */
  async turn(api: string): Promise<void> {
    const waitMs = this.reserve(api);
    if (waitMs > 0) await sleep(waitMs);
  }

  /** Reserves the next request to `api`. Returns in how many milliseconds it may start. */
  reserve(api: string): number {
    const nowMs = this.#nowMs();
    const lane = this.#lane(api);
    const startMs = Math.max(nowMs, lane.freeAtMs);
    lane.freeAtMs = startMs + lane.gapMs;
    return startMs - nowMs;
  }

  /** AWS throttled `api`: doubles its gap. */
  slowDown(api: string): void {
    const lane = this.#lane(api);
    lane.gapMs = Math.min(LARGEST_GAP_MS, lane.gapMs * 2);
    lane.freeAtMs = Math.max(lane.freeAtMs, this.#nowMs() + lane.gapMs);
  }

  /** `api` answered: halves its gap again if it was slowed down. */
  recover(api: string): void {
    const lane = this.#lane(api);
    lane.gapMs = Math.max(USUAL_GAP_MS, lane.gapMs / 2);
  }

  slowed(): readonly SlowedApi[] {
    const inMs = (freeAtMs: number): number => Math.max(0, freeAtMs - this.#nowMs());
    return [...this.#lanes]
      .filter(([, { gapMs }]) => gapMs > USUAL_GAP_MS)
      .map(([api, { freeAtMs }]) => ({
        api,
        nextTryAt: new Date(Date.now() + inMs(freeAtMs)).toISOString(),
      }));
  }

  #lane(api: string): Lane {
    const lane = this.#lanes.get(api) ?? { gapMs: USUAL_GAP_MS, freeAtMs: Number.NEGATIVE_INFINITY };
    this.#lanes.set(api, lane);
    return lane;
  }
}
