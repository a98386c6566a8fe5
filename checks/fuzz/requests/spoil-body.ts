import { gzipSync } from 'node:zlib';
import type { SeededRandom } from '../../../data/seeded-random.ts';
import { pick } from '../../pick.ts';
import type { HttpRequest } from './raw-client.ts';
import { spoilValue } from './spoil-value.ts';

const MEBIBYTE = 1024 * 1024;

/** The request with all or part of its body made invalid. */
export const spoilBody = (request: HttpRequest, random: SeededRandom): HttpRequest => {
  const text = request.body.toString('utf8');
  if (random.chance(0.3)) return { ...request, body: replaced(request.body, random) };
  if (text.startsWith('{')) {
    return { ...request, body: Buffer.from(JSON.stringify(spoilValue(JSON.parse(text), random)) ?? '') };
  }
  if (/^[\w.]+=/.test(text)) return { ...request, body: Buffer.from(spoilForm(text, random)) };
  if (text.startsWith('<')) return { ...request, body: Buffer.from(spoilXml(text, random)) };
  return { ...request, body: replaced(request.body, random) };
};

const replaced = (body: Buffer, random: SeededRandom): Buffer => {
  const other = pick(random, WHOLE_BODIES)(body, random);
  return Buffer.isBuffer(other) ? other : Buffer.from(other);
};

const WHOLE_BODIES: readonly ((body: Buffer, random: SeededRandom) => string | Buffer)[] = [
  ...[
    '',
    'null',
    '[]',
    '""',
    '0',
    'true',
    '{',
    '}',
    '{}',
    '{"":null}',
    '{"__proto__":null}',
    '<',
    '<a>',
    '=',
    '&',
    '%',
  ].map((text) => () => text),
  (body, random) => body.subarray(0, random.below(body.length + 1)),
  (body, random) => {
    const changed = Buffer.from(body);
    if (changed.length > 0) changed[random.below(changed.length)] = random.below(256);
    return changed;
  },
  (body) => Buffer.concat([body, body]),
  (body) => Buffer.from(`\ufeff${body.toString('utf8')}`),
  (body) => Buffer.from(body.toString('utf8'), 'utf16le'),
  (body) => gzipSync(body),
  () => '['.repeat(100_000),
  () => '{"a":'.repeat(50_000),
  () => `{"a":"${'x'.repeat(2 * MEBIBYTE)}"}`,
  () => Buffer.alloc(MEBIBYTE, 0xff),
  (_, random) => (random.chance(0.1) ? Buffer.alloc(17 * MEBIBYTE, 0x20) : Buffer.alloc(64)),
];

const spoilForm = (text: string, random: SeededRandom): string => {
  const fields = [...new URLSearchParams(text)];
  const [name, value] = pick(random, fields);
  const changed = pick(random, [
    () => [name, ''],
    () => [name, 'x'.repeat(70_000)],
    () => [name, '\u0000'],
    () => [`${name}.x`, value],
    () => [`${name}.member.999999999`, value],
    () => [`${name}.entry.1.key.entry.1.key`, value],
    () => ['__proto__.x', value],
    () => [`constructor.prototype.${name}`, value],
    () => [`${'a.'.repeat(5_000)}b`, value],
    () => ['.', value],
    () => ['Action', value],
  ])();
  const [otherName = '', otherValue = ''] = changed;
  const kept = random.chance(0.5) ? fields : fields.filter(([field]) => field !== name);
  return String(new URLSearchParams([...kept, [otherName, otherValue]]));
};

const spoilXml = (text: string, random: SeededRandom): string =>
  pick(random, [
    () => text.slice(0, random.below(text.length)),
    () => text.replace(/<\/\w+>/, ''),
    () => text.replace(/>[^<]+</, '>\u0000&bogus;<'),
    () => text.replace(/<(\w+)>/, '<$1><$1>'),
    () =>
      `<!DOCTYPE a [<!ENTITY b "${'b'.repeat(1_000)}"><!ENTITY c "${'&b;'.repeat(1_000)}">]>${text.replace(/>[^<]+</, '>&c;<')}`,
    () => `${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}`,
  ])();
