import { describe, expect, test } from '@jest/globals';
import { batchOutcome } from '../../../../local/pipes/delivery/batch-outcome.ts';
import { recordsOf } from '../records-under-test.ts';

const batch = recordsOf(['a', 'b', 'c']);
const [first, , third] = batch;

describe("a function's answer", () => {
  test.each(['', 'null', '{}', '{"batchItemFailures":null}', '{"batchItemFailures":[]}'])(
    '%s means that all records succeeded',
    (answer) => expect(batchOutcome(answer, batch)).toEqual({ kind: 'success' }),
  );

  test('names the records that failed by their eventID, in any order and more than once', () => {
    const named = [third, first, third].map((record) => ({ itemIdentifier: record?.eventId }));
    const outcome = batchOutcome(JSON.stringify({ batchItemFailures: named, other: 1 }), batch);
    expect(outcome).toEqual({ kind: 'partial', failed: [first, third] });
  });

  test.each([
    { itemIdentifier: '' },
    { itemIdentifier: null },
    { itemIdentifier: 7 },
    { itemidentifier: first?.eventId },
    { itemIdentifier: first?.sequenceNumber },
    first?.eventId,
    null,
  ])('with the failure %j fails the whole batch, even beside a valid one', (failure) => {
    const batchItemFailures = [{ itemIdentifier: first?.eventId }, failure];
    expect(batchOutcome(JSON.stringify({ batchItemFailures }), batch)).toEqual({
      kind: 'failure',
      reason: expect.stringContaining("no record's eventID"),
    });
  });

  test.each(['[]', '"ok"', '7', 'true', 'not json', '{"statusCode":200}', '{"batchItemFailures":{}}'])(
    '%s is not an answer for a pipe and fails the whole batch',
    (answer) => {
      const reason = expect.stringContaining(`the function answered ${answer}`);
      expect(batchOutcome(answer, batch)).toEqual({ kind: 'failure', reason });
    },
  );
});
