import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { drained, openPipeWorld, type PipeWorld, QUEUE_ARN, until } from './pipe-under-test.ts';

let world: PipeWorld;

beforeEach(async () => {
  jest.spyOn(console, 'error').mockImplementation(() => {});
  world = await openPipeWorld();
});

afterEach(async () => {
  await world.close();
  jest.restoreAllMocks();
});

const toQueue = { DeadLetterConfig: { Arn: QUEUE_ARN } };
const bisecting = { OnPartialBatchItemFailure: 'AUTOMATIC_BISECT', ...toQueue };

describe('records that fail', () => {
  test('are delivered again alone, before any later record of their key', async () => {
    let failures = 2;
    world.answers((texts) =>
      texts.includes('a:1') && failures-- > 0 ? { failed: ['a:1'] } : { payload: 'null' },
    );
    await world.put('a:1', 'b:2', 'a:3', 'b:4');
    const status = await drained(world.start({ BatchSize: 2 }));
    expect(world.deliveries()).toEqual([['a:1', 'b:2'], ['a:1'], ['a:1'], ['a:3', 'b:4']]);
    expect(status).toMatchObject({ records: 4, deadLettered: 0 });
  });

  test('for good are found by halving and dead-lettered alone, in AWS words; the others are stored', async () => {
    world.answers((texts) => (texts.includes('c:3') ? { thrown: 'poison' } : { payload: 'null' }));
    await world.put('a:1', 'b:2', 'c:3', 'd:4');
    const pipe = world.start({ ...bisecting, MaximumRetryAttempts: 1 });
    expect(await drained(pipe)).toMatchObject({ records: 3, deadLettered: 1, discarded: 0 });
    expect(world.deliveries()).toEqual([
      ['a:1', 'b:2', 'c:3', 'd:4'],
      ['a:1', 'b:2'],
      ['c:3', 'd:4'],
      ['c:3'],
      ['c:3'],
      ['d:4'],
    ]);
    const poison = world.events[0]?.[2];
    const arrival = new Date(Number(poison?.approximateArrivalTimestamp) * 1000).toISOString();
    expect(await world.deadLetters()).toEqual([
      {
        context: {
          partnerResourceArn: 'arn:aws:pipes:us-east-1:000000000000:pipe/starts',
          condition: 'RetryAttemptsExhausted',
        },
        version: '1.0',
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        KinesisBatchInfo: {
          shardId: 'shardId-000000000000',
          startSequenceNumber: poison?.sequenceNumber,
          endSequenceNumber: poison?.sequenceNumber,
          approximateArrivalOfFirstRecord: arrival,
          approximateArrivalOfLastRecord: arrival,
          batchSize: 1,
          streamArn: 'arn:aws:kinesis:us-east-1:000000000000:stream/trips',
        },
      },
    ]);
    expect(pipe.status().lastError).toContain('the function failed (Unhandled): {"errorMessage":"poison"}');
  });

  test('without bisect exhaust their retries together', async () => {
    world.answers((texts) => ({ failed: texts.filter((text) => text !== 'b:2') }));
    await world.put('a:1', 'b:2', 'c:3');
    const status = await drained(world.start({ ...toQueue, MaximumRetryAttempts: 1 }));
    expect(world.deliveries()).toEqual([
      ['a:1', 'b:2', 'c:3'],
      ['a:1', 'c:3'],
    ]);
    expect(status).toMatchObject({ records: 1, deadLettered: 2 });
    const [first, , last] = world.events[0] ?? [];
    const [deadLetter] = await world.deadLetters();
    expect(deadLetter.KinesisBatchInfo).toMatchObject({
      batchSize: 2,
      startSequenceNumber: first?.sequenceNumber,
      endSequenceNumber: last?.sequenceNumber,
    });
  });

  test('are counted and logged as discarded when there is no dead-letter queue', async () => {
    world.answers(() => ({ thrown: 'poison' }));
    await world.put('a:1');
    const status = await drained(world.start({ MaximumRetryAttempts: 0 }));
    expect(status).toMatchObject({ records: 0, deadLettered: 0, discarded: 1 });
    expect(console.error).toHaveBeenCalledWith(
      expect.stringMatching(/RetryAttemptsExhausted: 1 .* discarded/),
    );
  });

  test('and are too old are dead-lettered instead of being delivered once more', async () => {
    world.answers(() => ({ thrown: 'poison' }));
    await world.put('a:1');
    const status = await drained(world.start({ ...toQueue, MaximumRecordAgeInSeconds: 1 }));
    expect(status).toMatchObject({ records: 0, deadLettered: 1 });
    expect(status.deliveries).toBeGreaterThan(1);
    const [deadLetter] = await world.deadLetters();
    expect(deadLetter.context.condition).toBe('RecordAgeExceeded');
  });

  test('of a function that answers in the wrong shape fail, and are not lost', async () => {
    world.answers(() => ({ payload: '[]' }));
    await world.put('a:1');
    const pipe = world.start({ ...toQueue, MaximumRetryAttempts: 0 });
    expect(await drained(pipe)).toMatchObject({ records: 0, deadLettered: 1 });
    expect(pipe.status().lastError).toContain('the function answered []');
  });
});

describe('trouble on the way', () => {
  test.each([
    ['throttles', { status: 429, code: 'TooManyRequestsException' }],
    ['errors of the service', { status: 500, code: 'ServiceException' }],
    ['broken connections', 'disconnect'],
  ] as const)('%s use no retry up', async (_, answer) => {
    let troubles = 4;
    world.answers(() => (troubles-- > 0 ? answer : { payload: 'null' }));
    await world.put('a:1');
    const status = await drained(world.start({ ...toQueue, MaximumRetryAttempts: 0 }));
    expect(status).toMatchObject({ deliveries: 5, records: 1, deadLettered: 0 });
  });

  test('a function that does not exist uses up retries', async () => {
    world.answers(() => ({ status: 404, code: 'ResourceNotFoundException' }));
    await world.put('a:1');
    const pipe = world.start({ ...toQueue, MaximumRetryAttempts: 1 });
    expect(await drained(pipe)).toMatchObject({ deliveries: 2, deadLettered: 1 });
    expect(pipe.status().lastError).toContain('ResourceNotFoundException');
  });

  test('a dead letter that cannot be sent holds the record back until the pipe is stopped', async () => {
    world.answers(() => ({ thrown: 'poison' }));
    await world.put('a:1');
    const Arn = 'arn:aws:sqs:us-east-1:000000000000:missing';
    const pipe = world.start({ DeadLetterConfig: { Arn }, MaximumRetryAttempts: 0 });
    await until(() => pipe.status().lastError?.startsWith('sending a dead letter') ?? false);
    await sleep(200);
    expect(await pipe.freshStatus()).toMatchObject({ deliveries: 1, deadLettered: 0, recordsBehind: 1 });
    await pipe.stop();
    world.answers(() => ({ payload: 'null' }));
    expect(await drained(world.start())).toMatchObject({ records: 1 });
  });
});
