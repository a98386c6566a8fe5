import { parseExact } from '../../functions/domain/exact-json.ts';
import { CommandError } from '../command-error.ts';

const fieldsOf = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];

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
  const top = fieldsOf(content);
  const date = top.find(([name]) => name === 'date')?.[1];
  const flat = top.flatMap(([name, value]) =>
    name === 'metrics' ? fieldsOf(value) : [[name, value] as const],
  );
  const rows = flat
    .filter(([name, value]) => name !== 'date' && (value === null || typeof value !== 'object'))
    .map(([name, value]) => [name, value === null ? '-' : String(value)] as const);
  const nameWidth = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `  ${name.padEnd(nameWidth)}  ${value}`);
  return `${[`Daily KPI of ${date}`, ...lines].join('\n')}\n`;
};

/** Prints a metrics file to stdout: as it is, byte for byte, or as a table. @throws as `metricsTable` */
export const printMetrics = (file: Uint8Array, json = false): void => {
  process.stdout.write(json ? file : metricsTable(Buffer.from(file).toString('utf8')));
};
