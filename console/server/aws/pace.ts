import { setTimeout as sleep } from 'node:timers/promises';
import type { SlowedApi } from '../../api/status.ts';

/** At most 2 requests a second of one API: the console leaves room for the pipeline, which shares the account's limits. */
const USUAL_GAP_MS = 500;
const LARGEST_GAP_MS = 30_000;

interface Lane {
  gapMs: number;
  /** When the next request of the API may start, by performance.now(). */
  freeAtMs: number;
}

/** Spaces out the requests of each API, more widely when AWS throttles. */
export class Pace {
  readonly #lanes = new Map<string, Lane>();
  readonly #nowMs: () => number;

  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  /** Resolves when a request of `api` may start. */
  async turn(api: string): Promise<void> {
    const waitMs = this.reserve(api);
    if (waitMs > 0) await sleep(waitMs);
  }

  /** Takes the next turn of `api`, and gives how many milliseconds it is away. */
  reserve(api: string): number {
    const nowMs = this.#nowMs();
    const lane = this.#lane(api);
    const startMs = Math.max(nowMs, lane.freeAtMs);
    lane.freeAtMs = startMs + lane.gapMs;
    return startMs - nowMs;
  }

  /** AWS has throttled `api`: double its gap. */
  slowDown(api: string): void {
    const lane = this.#lane(api);
    lane.gapMs = Math.min(LARGEST_GAP_MS, lane.gapMs * 2);
    lane.freeAtMs = Math.max(lane.freeAtMs, this.#nowMs() + lane.gapMs);
  }

  /** `api` has answered: a little faster again, if it was slowed. */
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
