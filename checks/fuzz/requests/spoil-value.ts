import type { SeededRandom } from '../../../data/seeded-random.ts';
import { isObject } from '../../../local/values/json.ts';
import { pick } from '../../pick.ts';

const nested = (levels: number, open: string, close: string): unknown =>
  JSON.parse(`${open.repeat(levels)}1${close.repeat(levels)}`);

/** Values that are invalid almost everywhere. */
const HOSTILE: readonly (() => unknown)[] = [
  ...[null, '', ' ', 'x', '0', 'null', true, false, 0, -1, 1.5, 1e308, 2 ** 53, -(2 ** 31)].map(
    (item) => () => item,
  ),
  ...[
    '\u0000',
    '\ud800',
    '\u202e',
    '🚕',
    '../../etc',
    '__proto__',
    'constructor',
    '%',
    '{}',
    'arn:aws:x',
  ].map((item) => () => item),
  ...[[], {}, [null], [[]], { x: null }, { '': '' }, { constructor: { prototype: 1 } }].map(
    (item) => () => item,
  ),
  () => JSON.parse('{"__proto__":{"x":1},"toString":1}'),
  () => 'x'.repeat(70_000),
  () => 'é'.repeat(300),
  () => nested(40, '[', ']'),
  () => nested(1_000, '[', ']'),
  () => nested(200, '{"L":[{"M":{"a":', '}}]}'),
  () => Array.from({ length: 1_100 }, () => ({})),
  () => Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`k${index}`, index])),
];

/** A copy of JSON data with one to three mutations: something replaced, left out, duplicated or renamed. */
export const spoilValue = (value: unknown, random: SeededRandom): unknown => {
  let spoiled = value;
  for (let times = 1 + random.below(3); times > 0; times -= 1) {
    const depth = random.below(1 + depthOf(spoiled));
    spoiled = spoilAt(spoiled, depth, random);
  }
  return spoiled;
};

const depthOf = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 0;
  const children = Object.values(value).slice(0, 20);
  return children.length === 0 ? 0 : 1 + Math.min(20, Math.max(...children.map(depthOf)));
};

const spoilAt = (value: unknown, depth: number, random: SeededRandom): unknown => {
  const isContainer = Array.isArray(value) || isObject(value);
  if (depth === 0 || !isContainer || Object.keys(value).length === 0) return pick(random, HOSTILE)();
  const key = pick(random, Object.keys(value));
  if (Array.isArray(value)) {
    const items = value.map((item, index) =>
      String(index) === key ? spoilAt(item, depth - 1, random) : item,
    );
    return random.chance(0.1) ? [...items, ...items] : items;
  }
  const { [key]: child, ...others } = value;
  if (random.chance(0.1)) return others;
  if (random.chance(0.1)) return { ...others, [`${key}x`]: child };
  return { ...value, [key]: spoilAt(child, depth - 1, random) };
};
