import { setTimeout as sleep } from 'node:timers/promises';
import type { LiveEvent } from '../../api/live.ts';
import { sentenceOf } from '../aws/error-sentence.ts';
import type { StackAccess } from '../aws/stack-access.ts';
import type { Reading } from './watch.ts';

const LONGEST_PAUSE_MS = 15_000;

type Listener = (event: LiveEvent) => void;

/** Reads one topic for all its watchers, as long as it has any. */
export class LiveTopic {
  readonly #watch: string;
  readonly #read: () => Promise<Reading>;
  readonly #everyMs: number;
  readonly #stack: StackAccess;
  readonly #listeners = new Set<Listener>();
  #last: LiveEvent | undefined;
  #running: AbortController | undefined;

  constructor(
    watch: string,
    { read, everyMs, stack }: { read: () => Promise<Reading>; everyMs: number; stack: StackAccess },
  ) {
    this.#watch = watch;
    this.#read = read;
    this.#everyMs = everyMs;
    this.#stack = stack;
  }

  get isWatched(): boolean {
    return this.#listeners.size > 0;
  }

  /** Sends `listener` the last value and every change. */
  add(listener: Listener): void {
    this.#listeners.add(listener);
    if (this.#last !== undefined) listener(this.#last);
    if (this.#running !== undefined) return;
    this.#running = new AbortController();
    void this.#run(this.#running.signal);
  }

  remove(listener: Listener): void {
    this.#listeners.delete(listener);
    if (this.isWatched) return;
    this.#running?.abort();
    this.#running = undefined;
    this.#last = undefined;
  }

  async #run(stop: AbortSignal): Promise<void> {
    for (let pauseMs = this.#everyMs; !stop.aborted; ) {
      const { event, isWhole } = await this.#next();
      if (stop.aborted) return;
      this.#tell(event);
      pauseMs = 'error' in event ? Math.min(LONGEST_PAUSE_MS, pauseMs * 2) : this.#everyMs;
      await sleep(isWhole ? pauseMs : 0, undefined, { signal: stop, ref: false }).catch(() => undefined);
    }
  }

  async #next(): Promise<{ readonly event: LiveEvent; readonly isWhole: boolean }> {
    const watch = this.#watch;
    try {
      const { message, isWhole } = await this.#read();
      return { event: { watch, message, asOf: new Date().toISOString() }, isWhole };
    } catch (error) {
      return { event: { watch, error: sentenceOf(error, this.#stack.target) }, isWhole: true };
    }
  }

  #tell(event: LiveEvent): void {
    const content = ({ watch: _, asOf: __, ...rest }: LiveEvent & { asOf?: string }) => JSON.stringify(rest);
    if (this.#last !== undefined && content(this.#last) === content(event)) return;
    this.#last = event;
    for (const listener of this.#listeners) listener(event);
  }
}
