import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { QuarantinedRecord } from '../../../functions/contracts/quarantine-message.ts';
import { quarantineCells } from '../../../producer/repair/quarantine-csv.ts';
import type { Quarantine } from '../../../producer/repair/quarantine-scan.ts';
import { payloadFields } from '../../../producer/repair/redrive-marker.ts';
import { fileFormat, type RepairedRecord, readRepaired } from '../../../producer/repair/repaired-file.ts';
import { InputError } from '../../../producer/terminal/command-error.ts';
import { counted, printable } from '../../../producer/terminal/text.ts';
import { BadRequest } from '../../api/fields.ts';
import type { Edits, Imported } from '../../api/refused.ts';
import { type QuarantineReading, recordAt } from './quarantine-reading.ts';
import { EDITED_COLUMNS, refusalOf } from './repaired-event.ts';

const MOST_NAME_CHARACTERS = 80;

interface File {
  readonly name: string;
  readonly text: string;
}

/** Reads a file as the CLI does, which needs it on disk. @throws {BadRequest} that says what is wrong with the file */
const recordsOf = async ({ name, text }: File): Promise<RepairedRecord[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'tripstream-import-'));
  const shownName = printable(name, MOST_NAME_CHARACTERS);
  const path = join(folder, 'imported');
  try {
    const format = fileFormat(name, undefined);
    await writeFile(path, text, { mode: 0o600 });
    return await Array.fromAsync(readRepaired(path, format));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new BadRequest(`${error.message.replaceAll(path, shownName)}. Nothing was imported.`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** The cells in which a repaired payload differs from the refused one. */
const editsOf = (record: QuarantinedRecord, data: Uint8Array): Edits => {
  const payload = Buffer.from(data).toString('utf8');
  const before = quarantineCells(record);
  const after = quarantineCells({ ...record, payload, payload_encoding: 'utf8' });
  const changed = EDITED_COLUMNS.filter((name) => before[name] !== after[name]);
  return Object.fromEntries(changed.map((name) => [name, after[name] ?? '']));
};

const sentence = (
  name: string,
  counts: Readonly<Record<'edited' | 'repaired' | 'same' | 'gone', number>>,
) => {
  const { edited, repaired, same, gone } = counts;
  const parts = [
    `${counted(edited, 'event')} ${edited === 1 ? 'differs' : 'differ'} from the quarantine and ${edited === 1 ? 'is' : 'are'} kept here as ${edited === 1 ? 'an edit' : 'edits'}`,
    `${repaired} of them would be taken`,
    ...(same === 0 ? [] : [`${same} ${same === 1 ? 'is' : 'are'} unchanged`]),
    ...(gone === 0 ? [] : [`${gone} ${gone === 1 ? 'is' : 'are'} not in the quarantine that was read`]),
  ];
  return `${printable(name, MOST_NAME_CHARACTERS)}: ${parts.join(', ')}. Nothing was sent yet.`;
};

/** Turns the repairs in a file into edits of the events that were read. Sends nothing. */
export const importRepairsFrom = async (
  file: File,
  reading: QuarantineReading,
  quarantine: Quarantine,
): Promise<Imported> => {
  const repairs = new Map<string, Imported['repairs'][number]>();
  const counts = { edited: 0, repaired: 0, same: 0, gone: 0 };
  const records = await recordsOf(file);
  if (records.length === 0) throw new BadRequest(`${file.name}: contains no records. Nothing was imported.`);
  for (const { position, data } of records) {
    if (!reading.events.has(position)) {
      counts.gone += 1;
      continue;
    }
    const record = await recordAt(reading, position, quarantine);
    const edits = payloadFields(data) === undefined ? {} : editsOf(record, data);
    if (Object.keys(edits).length === 0) {
      counts.same += 1;
      continue;
    }
    const isRepaired = refusalOf(record, edits, quarantine.outputs).length === 0;
    repairs.set(position, { position, edits, isRepaired });
    counts.edited += 1;
    if (isRepaired) counts.repaired += 1;
  }
  return { repairs: [...repairs.values()], says: sentence(file.name, counts) };
};
