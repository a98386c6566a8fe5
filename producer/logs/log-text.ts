import { fieldOf, isJsonObject, jsonOf, textOf } from '../stack/json-field.ts';
import { localTime, printable } from '../terminal/text.ts';
import type { LogEvent } from './function-log.ts';

/** A longer line is cut off; `--json` prints all of it. */
const LINE_CHARACTERS = 2_000;
const LEVEL_CHARACTERS = 5;

/** Fields that say nothing about what happened, and fields that are shown in another form. */
const BOILERPLATE = new Set([
  'level',
  'message',
  'timestamp',
  'time',
  'service',
  'cold_start',
  'sampling_rate',
  'xray_trace_id',
  'function_arn',
  'function_name',
  'function_memory_size',
  'function_request_id',
  'requestId',
  'AWSRequestId',
  'errorType',
  'errorMessage',
  'stackTrace',
  'error',
]);

const fieldText = ([name, value]: readonly [string, unknown]): string =>
  `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`;

const errorIn = (line: object): string[] => {
  const name = textOf(line, 'error', 'name') ?? textOf(line, 'errorType');
  const message = textOf(line, 'error', 'message') ?? textOf(line, 'errorMessage');
  return name === undefined && message === undefined
    ? []
    : [[name, message].filter((part) => part !== undefined).join(': ')];
};

/** What Lambda itself says about an invocation; undefined for one that succeeded. */
const platformText = (type: string, line: object): string | undefined => {
  const status = textOf(line, 'record', 'status');
  if (status === undefined || status === 'success') return undefined;
  return `ERROR  ${type} status=${status}`;
};

const filled = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('  ');

const structuredText = (line: object): string | undefined => {
  // Metrics in CloudWatch's embedded format share the log: they are for machines.
  if (fieldOf(line, '_aws') !== undefined) return undefined;
  const type = textOf(line, 'type');
  if (type?.startsWith('platform.')) return platformText(type, line);
  const fields = Object.entries(line).filter(([name]) => !BOILERPLATE.has(name));
  const message = fieldOf(line, 'message');
  // In its JSON format, Lambda puts an error that the handler threw into `message`, as an object.
  const said = isJsonObject(message) ? errorIn(message) : [typeof message === 'string' ? message : ''];
  return filled([
    (textOf(line, 'level') ?? '').padEnd(LEVEL_CHARACTERS),
    ...said,
    ...errorIn(line),
    ...fields.map(fieldText),
  ]);
};

/** What Node's runtime writes in the text format: `<request id>\tERROR\tInvoke Error\t{"errorType":…}`. */
const RUNTIME_LINE = /^(?:\S+\t){1,2}(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\t(.*)$/s;

const plainText = (message: string): string => {
  const [, level, rest = ''] = RUNTIME_LINE.exec(message) ?? [];
  if (level === undefined) return message.trim();
  const parts = rest.trim().split('\t');
  const said = parts.flatMap((part) => {
    const value = jsonOf(part);
    return isJsonObject(value) ? errorIn(value) : [part];
  });
  return filled([level.padEnd(LEVEL_CHARACTERS), ...said]);
};

/** A log line for a person, with its time in `timeZone`; undefined if it has nothing for a person. */
export const logLine = ({ atMs, message }: LogEvent, timeZone: string): string | undefined => {
  const line = jsonOf(message);
  const text = isJsonObject(line) ? structuredText(line) : plainText(message);
  if (text === undefined || text === '') return undefined;
  return `${localTime(new Date(atMs).toISOString(), timeZone)}  ${printable(text, LINE_CHARACTERS)}\n`;
};
