import { setTimeout as sleep } from 'node:timers/promises';
import type { LiveEvent } from '../../api/live.ts';
import { sentenceOf } from '../aws/error-sentence.ts';
import type { StackAccess } from '../aws/stack-access.ts';
import type { Reading } from './watch.ts';

const LONGEST_PAUSE_MS = 15_000;

type Listener = (event: LiveEvent) => void;

/** Reads one topic for all its watchers. Once the last has left, it begins no reading. */
export class LiveTopic {
  readonly #watch: string;
  readonly #read: () => Promise<Reading>;
  readonly #everyMs: number;
  readonly #stack: StackAccess;
  readonly #listeners = new Set<Listener>();
  #last: LiveEvent | undefined;
  #isRunning = false;

  constructor(
    watch: string,
    { read, everyMs, stack }: { read: () => Promise<Reading>; everyMs: number; stack: StackAccess },
  ) {
    this.#watch = watch;
    this.#read = read;
    this.#everyMs = everyMs;
    this.#stack = stack;
  }

  /** Whether its last value is still current: it has watchers, or the next reading is not due yet. */
  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** Sends `listener` the last value and every change. */
  add(listener: Listener): void {
    this.#listeners.add(listener);
    if (this.#last !== undefined) listener(this.#last);
    if (!this.#isRunning) void this.#run();
  }

  /** A page leaves for a moment whenever it watches something else, too: a reading then serves it until the next. */
  remove(listener: Listener): void {
    this.#listeners.delete(listener);
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    for (let pauseMs = this.#everyMs; this.#listeners.size > 0; ) {
      const { event, isWhole } = await this.#next();
      this.#tell(event);
      pauseMs = 'error' in event ? Math.min(LONGEST_PAUSE_MS, pauseMs * 2) : this.#everyMs;
      await sleep(isWhole ? pauseMs : 0, undefined, { ref: false });
    }
    this.#isRunning = false;
    this.#last = undefined;
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
