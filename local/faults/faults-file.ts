import { readFileSync } from 'node:fs';
import { isObject } from '../endpoint/aws-json-protocol.ts';
import { Refusal, reasonOf } from '../values/refusal.ts';
import { FAULT_KINDS, type FaultPlan, type FaultRule, isFaultKind, isFaultService } from './fault-plan.ts';

const LARGEST_SEED = 2 ** 32 - 1;
const LONGEST_DELAY_MS = 900_000;
const LONGEST_BURST = 1_000_000;

/** Just over the 5 s after which the functions' own clients give a request up. */
const LATE_ANSWER_MS = 5_500;
const LONGEST_INVOCATION_MS = 1_000;
const REFUSED_SHARE = 0.1;

const FILE_KEYS = ['seed', 'faults'];
const RULE_KEYS = ['service', 'operation', 'kind', 'rate', 'burst', 'delayMs', 'share'];

/**
 * Reads a faults file: `{ "seed": 7, "faults": [{ "service": "dynamodb", "operation": "UpdateItem", "kind":
 * "throttle", "rate": 0.01 }] }`; docs/chaos.md has every key.
 *
 * @throws Refusal one line that names the file, the place in it and what belongs there
 */
export const readFaultsFile = (path: string): FaultPlan => {
  try {
    return parseFaultPlan(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new Refusal(`the faults file ${path}: ${reasonOf(cause)}`, { cause });
  }
};

/** @throws Refusal one line that names the place and what belongs there */
export const parseFaultPlan = (document: unknown): FaultPlan => {
  const { seed, faults } = object(document, 'it', FILE_KEYS);
  if (!Array.isArray(faults)) throw new Refusal(`faults is ${shown(faults)}: give a list of faults`);
  return {
    seed: number(seed, 'seed', 'a whole number', { most: LARGEST_SEED, isWhole: true }),
    rules: faults.map((fault: unknown, index) => parseRule(fault, `faults[${index}]`)),
  };
};

const parseRule = (value: unknown, place: string): FaultRule => {
  const fields = object(value, place, RULE_KEYS);
  const service = text(fields.service, `${place}.service`, Object.keys(FAULT_KINDS));
  if (!isFaultService(service)) throw new Error(`${service} passed as a service`);
  const kind = text(fields.kind, `${place}.kind`, FAULT_KINDS[service]);
  if (!isFaultKind(service, kind)) throw new Error(`${kind} passed as a kind`);
  const { operation, rate, burst, share, delayMs } = fields;
  const isOfFunction = service === 'function';
  return {
    service,
    kind,
    operation: operation === undefined ? undefined : text(operation, `${place}.operation`),
    rate: number(rate, `${place}.rate`, 'a number', { most: 1 }),
    burst: number(burst ?? 1, `${place}.burst`, 'a whole number', { most: LONGEST_BURST, isWhole: true }),
    delayMs: number(
      delayMs ?? (isOfFunction ? LONGEST_INVOCATION_MS : LATE_ANSWER_MS),
      `${place}.delayMs`,
      'a number',
      { most: LONGEST_DELAY_MS },
    ),
    share: number(share ?? REFUSED_SHARE, `${place}.share`, 'a number', { most: 1 }),
  };
};

const object = (value: unknown, place: string, keys: readonly string[]): Record<string, unknown> => {
  if (!isObject(value)) {
    throw new Refusal(`${place} is ${shown(value)}: give an object with ${keys.join(', ')}`);
  }
  const unknownKey = Object.keys(value).find((key) => !keys.includes(key));
  if (unknownKey === undefined) return value;
  throw new Refusal(`${place} has an unknown key ${shown(unknownKey)}: it takes ${keys.join(', ')}`);
};

const text = (value: unknown, place: string, allowed?: readonly string[]): string => {
  if (typeof value === 'string' && value !== '' && (allowed?.includes(value) ?? true)) return value;
  throw new Refusal(
    `${place} is ${shown(value)}: give ${allowed ? `one of ${allowed.join(', ')}` : 'a name'}`,
  );
};

const number = (
  value: unknown,
  place: string,
  what: string,
  { most, isWhole = false }: { most: number; isWhole?: boolean },
): number => {
  const isInRange = typeof value === 'number' && value >= 0 && value <= most;
  if (isInRange && (!isWhole || Number.isInteger(value))) return value;
  throw new Refusal(`${place} is ${shown(value)}: give ${what} from 0 to ${most}`);
};

const SHOWN_CHARACTERS = 60;
const shown = (value: unknown): string => {
  if (value === undefined) return 'missing';
  const json = JSON.stringify(value);
  return json.length > SHOWN_CHARACTERS ? `${json.slice(0, SHOWN_CHARACTERS)}…` : json;
};
