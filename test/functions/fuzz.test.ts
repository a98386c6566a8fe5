import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fuzz } from '../../checks/fuzz/fuzz.ts';
import { largePayloads } from '../../checks/fuzz/hostile-payloads.ts';
import { parseTripEnd } from '../../functions/contracts/parse-trip-event.ts';
import { settleBatch } from '../../functions/intake/settle-batch.ts';
import { parseExact } from '../../functions/trip/decimal.ts';

test('20,000 hostile payloads end stored or quarantined, and nothing throws (else: npm run fuzz -- --seed N --path P)', async () => {
  const counts = await fuzz(20_000, Date.now() % 2 ** 31);
  expect(counts.stored + counts.quarantined).toBe(40_000);
  expect(counts.stored).toBeGreaterThan(1_000);
  expect(counts.quarantined).toBeGreaterThan(1_000);
}, 180_000);

/** The least of three, in microseconds of this thread's own processor time: what else the machine does is not in it. */
const microsecondsOf = (work: () => unknown): number =>
  Math.min(
    ...Array.from({ length: 3 }, () => {
      const before = process.threadCpuUsage();
      work();
      const { user, system } = process.threadCpuUsage(before);
      return user + system;
    }),
  );

const KIBIBYTE = 1_024;
const MEBIBYTE = 1_024 * KIBIBYTE;

describe('a mebibyte is read in linear time', () => {
  const numbers = `[${'1,'.repeat(MEBIBYTE / 2)}1]`;
  const plainPerByte = microsecondsOf(() => JSON.parse(numbers)) / MEBIBYTE;

  // In quadratic time the smaller one already takes thousands of times as long; so the larger one is not waited for.
  test.each(Object.keys(largePayloads(KIBIBYTE)))('%s', (kind) => {
    for (const bytes of [64 * KIBIBYTE, MEBIBYTE]) {
      const payload = Buffer.from(largePayloads(bytes)[kind] ?? '');
      const perByte = microsecondsOf(() => parseTripEnd(payload)) / bytes;
      expect(perByte / plainPerByte).toBeLessThan(500);
    }
  });
});

test('numbers keep their own digits however keys repeat and nest', () => {
  const keys = fc.constantFrom('a', 'b', '__proto__', '0', '1', '');
  const numbers = fc.constantFrom(
    '1',
    '1.0',
    '1.00',
    '-0',
    '2e0',
    '20e-1',
    '0.1',
    '1e999',
    '9007199254740993',
  );
  const { json } = fc.letrec<{ json: string }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 4 },
      numbers,
      fc.array(tie('json'), { maxLength: 4 }).map((items) => `[${items.join()}]`),
      fc
        .array(fc.tuple(keys, tie('json')), { maxLength: 5 })
        .map((entries) => `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join()}}`),
    ),
  }));
  // JSON of text alone needs no digits kept: what it gives is what the numbers must give.
  const asText = (text: string) => text.replace(/(?<=^|[[,:])-?\d[\d.e+-]*/g, '"$&"');
  fc.assert(
    fc.property(json, (text) => expect(parseExact(text)).toEqual(JSON.parse(asText(text)))),
    { numRuns: 5_000 },
  );
});

test('the largest record that a pipe can hand over is settled, and is base64 to the last character', async () => {
  const fates = async (data: string) => {
    const record = {
      eventID: 'shardId-000000000000:1',
      eventSource: 'aws:kinesis' as const,
      eventSourceARN: 'arn:aws:kinesis:us-east-1:000000000000:stream/ends',
      partitionKey: 'a',
      sequenceNumber: '1',
      approximateArrivalTimestamp: 1,
      data,
    };
    const handler = settleBatch({
      parse: parseTripEnd,
      store: async () => [],
      markIfLate: async () => false,
      quarantine: async () => undefined,
    });
    const settled = await handler([record], undefined, new AbortController());
    return settled.map((one) => (one.fate === 'quarantined' ? one.kind : one.fate));
  };
  // An invocation's payload is at most 6 MiB: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
  const largest = 'A'.repeat(6 * 1_024 * 1_024);
  expect(await fates(largest)).toEqual(['not-json']);
  expect(await fates(`${largest.slice(1)}!`)).toEqual(['not-base64']);
});
