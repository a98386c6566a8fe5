import { readFileSync } from 'node:fs';
import { type FieldReader, fieldReader, isObject } from '../values/json.ts';
import { Refusal, reasonOf } from '../values/refusal.ts';
import {
  FAULT_KINDS,
  FAULT_SERVICES,
  type FaultKind,
  type FaultPlan,
  type FaultRule,
  type FaultService,
} from './fault-plan.ts';

const LARGEST_SEED = 2 ** 32 - 1;
const LONGEST_DELAY_MS = 900_000;
const LONGEST_BURST = 1_000_000;

/** Just over the functions' client timeout of 5 s. */
const LATE_ANSWER_MS = 5_500;
const LONGEST_INVOCATION_MS = 1_000;
const REFUSED_SHARE = 0.1;

const FILE_KEYS = ['seed', 'faults'];
const MATCHING_SERVICES: readonly FaultService[] = ['function', 'dynamodb', 'lambda'];
const RULE_KEYS = 'service operation kind rate burst delayMs share match forMs index'.split(' ');

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
  const plan = readObject(document, '', FILE_KEYS);
  const faults = plan.value('faults');
  if (!Array.isArray(faults)) throw new Refusal(`faults is ${shown(faults)}: give a list of faults`);
  return {
    seed: plan.integer('seed', { min: 0, max: LARGEST_SEED }),
    rules: faults.map((fault: unknown, index) => parseRule(fault, `faults[${index}]`)),
  };
};

/** @throws Refusal one line that names `place` and what belongs there */
export const parseRule = (value: unknown, place: string): FaultRule => {
  const rule = readObject(value, place, RULE_KEYS);
  const service = rule.oneOf('service', FAULT_SERVICES);
  const kinds: readonly FaultKind[] = FAULT_KINDS[service];
  const [operation] = rule.has('operation') ? rule.matching('operation', /^.+$/s, 'a name') : [];
  const [match] = rule.has('match') ? rule.matching('match', /^.+$/s, 'a text') : [];
  if (match !== undefined && !MATCHING_SERVICES.includes(service))
    throw new Refusal(`${place}.match is for ${MATCHING_SERVICES.join(', ')}: leave it out of ${service}`);
  const delayMs = rule.optionalNumber('delayMs', { min: 0, max: LONGEST_DELAY_MS });
  const kind = rule.oneOf('kind', kinds);
  const index = rule.optionalText('index');
  if (index !== undefined && !(service === 'dynamodb' && kind === 'throttle')) {
    throw new Refusal(`${place}.index is ${shown(index)}: give it with a throttle of dynamodb only`);
  }
  return {
    service,
    kind,
    index,
    operation,
    rate: rule.number('rate', { min: 0, max: 1 }),
    burst: rule.optionalInteger('burst', { min: 0, max: LONGEST_BURST }) ?? 1,
    delayMs: delayMs ?? (service === 'function' ? LONGEST_INVOCATION_MS : LATE_ANSWER_MS),
    match,
    forMs: rule.optionalNumber('forMs', { min: 1, max: Number.MAX_SAFE_INTEGER }) ?? Number.POSITIVE_INFINITY,
    share: rule.optionalNumber('share', { min: 0, max: 1 }) ?? REFUSED_SHARE,
  };
};

/** The fields of the object at a place in the file (the top if empty). All of its keys must be `known`. */
const readObject = (value: unknown, place: string, known: readonly string[]): FieldReader => {
  const name = place === '' ? 'it' : place;
  if (!isObject(value)) {
    throw new Refusal(`${name} is ${shown(value)}: give an object with ${known.join(', ')}`);
  }
  const unknownKey = Object.keys(value).find((key) => !known.includes(key));
  if (unknownKey !== undefined) {
    throw new Refusal(`${name} has an unknown key ${shown(unknownKey)}: it takes ${known.join(', ')}`);
  }
  return fieldReader(value, ({ path, value: given, expected }) => {
    const field = place === '' ? path : `${place}.${path}`;
    return new Refusal(`${field} is ${shown(given)}: give ${expected}`);
  });
};

const SHOWN_CHARACTERS = 60;
const shown = (value: unknown): string => {
  if (value === undefined) return 'missing';
  const json = JSON.stringify(value);
  return json.length > SHOWN_CHARACTERS ? `${json.slice(0, SHOWN_CHARACTERS)}…` : json;
};
