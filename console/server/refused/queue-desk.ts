import type { QueueWork } from '../../api/refused.ts';

/** Reports progress. */
export type Tell = (done: number, total?: number) => void;

/**
 * Does one thing at a time with a queue, because reading its messages hides them from everyone else. Keeps the last
 * reading for the pages.
 */
export class QueueDesk<Reading> {
  readonly #read: (tell: Tell) => Promise<Reading>;
  #reading: Reading | undefined;
  #revision = 0;
  #doing: QueueWork['doing'];
  #firstReading: Promise<Reading> | undefined;
  #before: Promise<unknown> = Promise.resolve();

  constructor(read: (tell: Tell) => Promise<Reading>) {
    this.#read = read;
  }

  get work(): QueueWork {
    return { revision: this.#revision, doing: this.#doing };
  }

  /** The last reading; the queue is read only if there is none. */
  async last(): Promise<Reading> {
    if (this.#reading !== undefined) return this.#reading;
    this.#firstReading ??= this.again().finally(() => {
      this.#firstReading = undefined;
    });
    return this.#firstReading;
  }

  again(): Promise<Reading> {
    return this.alone('Reading', async (tell) => {
      const reading = await this.#read(tell);
      this.replace(reading);
      return reading;
    });
  }

  /** Replaces the last reading. */
  replace(reading: Reading): void {
    this.#reading = reading;
    this.#revision += 1;
  }

  /** Runs `work` once everything asked for earlier is done. */
  alone<Result>(what: string, work: (tell: Tell) => Promise<Result>): Promise<Result> {
    const result = this.#before.then(async () => {
      const tell: Tell = (done, total) => {
        this.#doing = { what, done, ...(total === undefined ? {} : { total }) };
      };
      tell(0);
      try {
        return await work(tell);
      } finally {
        this.#doing = undefined;
      }
    });
    // The caller gets the failure; later work still runs.
    this.#before = result.catch(() => undefined);
    return result;
  }
}
