import { parseExact } from '../../functions/trip/exact-json.ts';
import { CommandError } from '../terminal/command-error.ts';

/** Every value with the names that lead to it; an empty one is `-`. The metrics themselves stand under their own names. */
const rowsOf = (value: unknown, name: string): (readonly [name: string, text: string])[] => {
  if (typeof value !== 'object' || value === null) return [[name, value === null ? '-' : String(value)]];
  const prefix = name === '' || name === 'metrics' ? '' : `${name}.`;
  return Object.entries(value).flatMap(([member, inner]) => rowsOf(inner, `${prefix}${member}`));
};

/**
 * A metrics file as a table for a terminal: a heading with the date, then one field a line, every digit as in the file.
 *
 * @throws {CommandError} when `file` is not JSON
 */
export const metricsTable = (file: string): string => {
  let content: unknown;
  try {
    content = parseExact(file);
  } catch (error) {
    throw new CommandError('the metrics file is not JSON', { cause: error });
  }
  const all = rowsOf(content, '');
  const date = all.find(([name]) => name === 'date')?.[1];
  const rows = all.filter(([name]) => name !== 'date');
  const nameWidth = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `  ${name.padEnd(nameWidth)}  ${value}`);
  return `${[`Daily KPI of ${date}`, ...lines].join('\n')}\n`;
};

/** Prints a metrics file to stdout: as it is, byte for byte, or as a table. @throws as `metricsTable` */
export const printMetrics = (file: Uint8Array, json = false): void => {
  process.stdout.write(json ? file : metricsTable(Buffer.from(file).toString('utf8')));
};
