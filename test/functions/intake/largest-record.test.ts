import { expect, test } from '@jest/globals';
import { parseTripEnd } from '../../../functions/contracts/parse-trip-event.ts';
import { settleBatch } from '../../../functions/intake/pipe-batch.ts';
import { neverGivesUp } from './giving-up-under-test.ts';

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
      timeZone: 'America/New_York',
      ...neverGivesUp,
      store: async () => ({ completionDates: [], isRepeat: false }),
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
