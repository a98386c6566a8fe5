import { type Signal, signal } from '@preact/signals';
import type { Edits } from '../../../../api/refused.ts';
import { messageOf } from '../../../client/call.ts';

/** An edit of a refused event that has not been replayed yet. */
export interface StoredEdit {
  readonly edits: Edits;
  /** Whether the edited event would be taken, according to the last check. */
  readonly isRepaired: boolean;
}

/** By position. */
export type AllEdits = ReadonlyMap<string, StoredEdit>;

/** Set once the browser cannot store any more: later edits are lost when the page closes. */
export const notStored = signal<string | undefined>(undefined);

const prefixOf = (queueUrl: string): string => `tripstream-edit ${queueUrl} `;

const parsed = (text: string | null): StoredEdit | undefined => {
  if (text === null) return undefined;
  const stored: Partial<StoredEdit> = JSON.parse(text);
  return { edits: stored.edits ?? {}, isRepaired: stored.isRepaired === true };
};

const read = (queueUrl: string): AllEdits => {
  const prefix = prefixOf(queueUrl);
  const edits = new Map<string, StoredEdit>();
  for (const key of Object.keys(globalThis.localStorage)) {
    const stored = key.startsWith(prefix) ? parsed(globalThis.localStorage.getItem(key)) : undefined;
    if (stored !== undefined) edits.set(key.slice(prefix.length), stored);
  }
  return edits;
};

const opened = new Map<string, Signal<AllEdits>>();

/** The edits of a queue's events, by position. They survive the end of the page, the browser or the console. */
export const storedEdits = (queueUrl: string): Signal<AllEdits> => {
  const edits = opened.get(queueUrl) ?? signal(read(queueUrl));
  opened.set(queueUrl, edits);
  return edits;
};

const changed = (before: AllEdits, position: string, edit: StoredEdit | undefined): AllEdits => {
  const edits = new Map(before);
  if (edit === undefined) edits.delete(position);
  else edits.set(position, edit);
  return edits;
};

/** Another tab has changed an edit. */
globalThis.addEventListener('storage', ({ key, newValue }) => {
  for (const [queueUrl, edits] of opened) {
    const prefix = prefixOf(queueUrl);
    if (key === null) edits.value = read(queueUrl);
    else if (key.startsWith(prefix))
      edits.value = changed(edits.value, key.slice(prefix.length), parsed(newValue));
  }
});

const store = (key: string, edit: StoredEdit | undefined): void => {
  try {
    if (edit === undefined) globalThis.localStorage.removeItem(key);
    else globalThis.localStorage.setItem(key, JSON.stringify(edit));
  } catch (error) {
    notStored.value = messageOf(error);
  }
};

/** Stores an edit in place of an earlier one. Undefined, or an edit that changes nothing, deletes it. */
export const storeEdit = (queueUrl: string, position: string, edit: StoredEdit | undefined): void => {
  const kept = edit === undefined || Object.keys(edit.edits).length === 0 ? undefined : edit;
  const edits = storedEdits(queueUrl);
  edits.value = changed(edits.value, position, kept);
  store(prefixOf(queueUrl) + position, kept);
};

/** Notes the result of a check of `edits`, unless they have changed since. */
export const noteCheck = (queueUrl: string, position: string, { edits, isRepaired }: StoredEdit): void => {
  const stored = storedEdits(queueUrl).value.get(position);
  if (stored?.edits === edits && stored.isRepaired !== isRepaired)
    storeEdit(queueUrl, position, { edits, isRepaired });
};
