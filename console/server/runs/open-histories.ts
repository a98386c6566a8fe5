import type { SFNClient } from '@aws-sdk/client-sfn';
import { HistoryReader } from '../../../producer/kpi/execution/history-reader.ts';

/** How many histories are kept in memory: those looked at last. */
const MOST_HISTORIES = 4;

interface OpenHistory {
  readonly reader: HistoryReader;
  isEnded: boolean;
}

/** The execution histories that pages look at, read once for all pages. */
export class OpenHistories {
  readonly #open = new Map<string, OpenHistory>();

  /** The history as last read. Reads it if it is not in memory. */
  async of(states: SFNClient, executionArn: string): Promise<HistoryReader> {
    const { reader } = this.#touch(states, executionArn);
    if (reader.events.length === 0) await reader.readNew();
    return reader;
  }

  /** Reads new events, unless the execution had already ended at the last reading. */
  async refresh(states: SFNClient, executionArn: string, hasEnded: boolean): Promise<HistoryReader> {
    const history = this.#touch(states, executionArn);
    if (!history.isEnded) {
      await history.reader.readNew();
      history.isEnded = hasEnded;
    }
    return history.reader;
  }

  #touch(states: SFNClient, executionArn: string): OpenHistory {
    const history = this.#open.get(executionArn) ?? {
      reader: new HistoryReader(states, executionArn),
      isEnded: false,
    };
    this.#open.delete(executionArn);
    this.#open.set(executionArn, history);
    const [oldest] = this.#open.keys();
    if (this.#open.size > MOST_HISTORIES && oldest !== undefined) this.#open.delete(oldest);
    return history;
  }
}
