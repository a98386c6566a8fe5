import { type Signal, signal } from '@preact/signals';
import { LIVE_PATH, type LiveEvent } from '../../api/live.ts';
import { CallFailed, fetchFrom, SERVER_GONE } from './call.ts';
import type { Loaded } from './loaded.ts';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8_000;

type Parsed = ReturnType<typeof JSON.parse>;

interface Entry {
  watchers: number;
  readonly heard: Signal<Loaded<Parsed>>;
}

/** Why nothing new arrives, as a sentence; undefined while the stream is open. */
export const streamTrouble = signal<string | undefined>(undefined);

const entries = new Map<string, Entry>();
let source: EventSource | undefined;
let pauseMs = FIRST_PAUSE_MS;
let isPlanned = false;
let retry: ReturnType<typeof setTimeout> | undefined;

const entryOf = (watch: string): Entry => {
  const entry = entries.get(watch) ?? { watchers: 0, heard: signal<Loaded<Parsed>>({}) };
  entries.set(watch, entry);
  return entry;
};

const hear = (text: string): void => {
  const event: LiveEvent = JSON.parse(text);
  const heard = entries.get(event.watch)?.heard;
  if (heard === undefined) return;
  heard.value =
    'error' in event ? { ...heard.value, error: event.error } : { value: event.message, asOf: event.asOf };
};

/** EventSource does not say why it failed, so this asks again with fetch, which does. */
const reasonOf = async (url: string): Promise<string> => {
  const stop = new AbortController();
  try {
    await fetchFrom(url, { signal: stop.signal });
    return SERVER_GONE;
  } catch (error) {
    return error instanceof CallFailed ? error.message : SERVER_GONE;
  } finally {
    stop.abort();
  }
};

const open = (): void => {
  source?.close();
  source = undefined;
  clearTimeout(retry);
  if (document.hidden || entries.size === 0) return;
  const query = new URLSearchParams([...entries.keys()].map((watch) => ['watch', watch]));
  const url = `${LIVE_PATH}?${query}`;
  const opened = new EventSource(url);
  source = opened;
  opened.onopen = () => {
    pauseMs = FIRST_PAUSE_MS;
    streamTrouble.value = undefined;
  };
  opened.onmessage = ({ data }) => hear(String(data));
  opened.onerror = async () => {
    opened.close();
    const reason = await reasonOf(url);
    if (source !== opened) return;
    streamTrouble.value = reason;
    retry = setTimeout(open, pauseMs);
    pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
  };
};

/** One stream carries everything that the page watches. When that changes, it is reopened once the page has settled. */
const planOpening = (): void => {
  if (isPlanned) return;
  isPlanned = true;
  queueMicrotask(() => {
    isPlanned = false;
    open();
  });
};

/** A hidden page watches nothing, and continues when it becomes visible. */
document.addEventListener('visibilitychange', planOpening);

/** The last message for `watch`, without watching it. */
export const heardOf = (watch: string): Signal<Loaded<Parsed>> => entryOf(watch).heard;

/** Watches until the returned function is called. */
export const startWatching = (watch: string): (() => void) => {
  const entry = entryOf(watch);
  entry.watchers += 1;
  if (entry.watchers === 1) planOpening();
  return () => {
    entry.watchers -= 1;
    if (entry.watchers > 0) return;
    entries.delete(watch);
    planOpening();
  };
};
