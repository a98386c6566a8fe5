import { computed, signal } from '@preact/signals';
import {
  type CheckedFile,
  dropFile,
  type EventKind,
  MOST_FILE_BYTES,
  openPath,
  openSample,
} from '../../../api/producer.ts';
import { call, messageOf } from '../../client/call.ts';

/** Where a CSV comes from. */
export type Source =
  | { readonly sample: EventKind }
  | { readonly path: string }
  | { readonly file: File; readonly isFolder?: boolean };

/** A CSV that was chosen. */
export interface Choice {
  readonly key: number;
  readonly source: Source;
  readonly isIncluded: boolean;
  /** Undefined while the console reads it. */
  readonly checked?: CheckedFile | undefined;
  /** Why it cannot be sent, as a sentence. */
  readonly error?: string | undefined;
}

const MEBIBYTE = 1024 * 1024;

export const choices = signal<readonly Choice[]>([]);

/** The file of each kind. */
export const chosen = computed(() => {
  const of = (kind: EventKind): Choice | undefined =>
    choices.value.find(({ checked }) => checked?.kind === kind);
  return { start: of('start'), end: of('end') };
});

/** Files that the console has not finished checking. */
export const reading = computed(() =>
  choices.value.filter(({ checked, error }) => checked === undefined && error === undefined),
);

export const nameOf = (source: Source): string => {
  if ('sample' in source) return `trip_${source.sample}.csv (sample)`;
  return 'path' in source ? source.path : source.file.name;
};

let keys = 0;

const choiceOf = (source: Source): Choice => {
  keys += 1;
  return { key: keys, source, isIncluded: true };
};

const change = (key: number, fields: Partial<Choice>): void => {
  choices.value = choices.value.map((one) => (one.key === key ? { ...one, ...fields } : one));
};

export const remove = (key: number): void => {
  choices.value = choices.value.filter((one) => one.key !== key);
};

export const include = (key: number, isIncluded: boolean): void => change(key, { isIncluded });

/** Rejects files that cannot be uploaded. @throws {Error} that says why, as a sentence */
const checkBeforeUpload = async (file: File): Promise<void> => {
  if (file.size > MOST_FILE_BYTES)
    throw new Error(
      `${file.name} is larger than ${MOST_FILE_BYTES / MEBIBYTE} MiB: give its path on the console's machine instead.`,
    );
  const firstByte = file.slice(0, 1).arrayBuffer();
  await firstByte.catch(() => {
    throw new Error(`${file.name} cannot be read: it was moved or changed, or is a folder. Choose it again.`);
  });
};

const ask = async (source: Source, confirmed: string | undefined): Promise<CheckedFile> => {
  if ('sample' in source) return call(openSample, { kind: source.sample }, { confirmed });
  if ('path' in source) return call(openPath, { path: source.path }, { confirmed });
  const { file, isFolder } = source;
  if (isFolder) throw new Error(`${file.name} is a folder: drop the CSV files inside it.`);
  await checkBeforeUpload(file);
  return call(dropFile, { name: file.name }, { confirmed, file });
};

const check = async ({ key, source }: Choice, confirmed: string | undefined): Promise<void> => {
  change(key, { checked: undefined, error: undefined });
  try {
    const checked = await ask(source, confirmed);
    // A new file replaces the one of the same kind.
    choices.value = choices.value.filter((one) => one.checked?.kind !== checked.kind || one.key === key);
    change(key, { checked });
  } catch (error) {
    change(key, { error: messageOf(error) });
  }
};

/** Adds files. Earlier failures are removed. */
export const choose = async (sources: readonly Source[], confirmed: string | undefined): Promise<void> => {
  const added = sources.map(choiceOf);
  choices.value = [...choices.value.filter(({ error }) => error === undefined), ...added];
  for (const one of added) await check(one, confirmed);
};

let checkedBy: string | undefined;

/** Checks all files again after the console was restarted, because it then knows none of them. */
export const chooseAgain = async (consoleId: string, confirmed: string | undefined): Promise<void> => {
  const isRestarted = checkedBy !== undefined && checkedBy !== consoleId;
  checkedBy = consoleId;
  if (!isRestarted) return;
  for (const one of choices.value) await check(one, confirmed);
};
