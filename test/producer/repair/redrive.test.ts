import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { parsePipeDefinition } from '../../../local/pipes/definition/pipe-definition.ts';
import { openCheckpointStore } from '../../../local/pipes/shards/checkpoint-store.ts';
import { startPipe } from '../../../local/pipes/start-pipe.ts';
import { pipeProperties } from '../../local/pipes/pipe-properties-under-test.ts';
import { drained } from '../../local/pipes/pipe-under-test.ts';
import {
  deadLetter,
  later,
  openRecoveryWorld,
  type RecoveryWorld,
  SHARD,
  streamArn,
} from './recovery-under-test.ts';

const END = '{"trip_id":"t-1","dropoff_datetime":"2024-05-25 11:00:00","fare_amount":12.50}';
const ISO = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`;
const TIME = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d`;
const marked = (attempt: number): RegExp =>
  new RegExp(
    `^\\{"trip_id":"t-1","dropoff_datetime":"2024-05-25 11:00:00","fare_amount":12\\.50,"redrive_attempt":${attempt},"first_arrived_at":"${ISO}"\\}$`,
  );

let world: RecoveryWorld;

beforeEach(async () => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  world = await openRecoveryWorld();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await world.close();
});

/** A pipe from `ends` to the scripted function, which gives up on a record after its first delivery. */
const withPipe = async (work: (settled: () => Promise<unknown>) => Promise<void>): Promise<void> => {
  const properties = pipeProperties(
    {
      KinesisStreamParameters: {
        MaximumRetryAttempts: 0,
        DeadLetterConfig: { Arn: 'arn:aws:sqs:us-east-1:000000000000:dead-letters' },
      },
    },
    { Source: streamArn('ends') },
  );
  const checkpoints = openCheckpointStore(':memory:');
  const pipe = startPipe(parsePipeDefinition('ends', properties), { endpointUrl: world.url, checkpoints });
  try {
    await work(() => drained(pipe));
  } finally {
    await pipe.stop();
    checkpoints.close();
  }
};

describe('a record that a pipe gave up on', () => {
  test('is shown by a dry run, and reaches the function when it is sent again', async () => {
    const delivered: string[] = [];
    let isBroken = true;
    world.answers((texts) => {
      if (isBroken) return { thrown: 'no such table' };
      delivered.push(...texts);
      return { payload: 'null' };
    });
    await withPipe(async (settled) => {
      await world.put('ends', END, 't-1');
      await settled();
      const [before] = await world.visible('dead-letters');
      const dry = await world.run(['redrive', '--dry-run']);
      expect(dry.code).toBe(0);
      expect(dry.stdout).toMatch(
        new RegExp(
          `^would be sent: trip t-1, arrived ${TIME}; RetryAttemptsExhausted at ${TIME}; ends ${SHARD} \\d{56}\n1 record of 1 message would be sent again; nothing was sent.\nTimes are in America/New_York.\n$`,
        ),
      );
      expect(dry.stderr).toContain('npm run tripstream -- logs record-trip-end --errors --endpoint');
      expect(await world.visible('dead-letters')).toEqual([before]);
      expect(await world.records('ends')).toHaveLength(1);

      isBroken = false;
      const { code, stdout } = await world.run(['redrive']);
      expect(code).toBe(0);
      expect(stdout).toMatch(
        /^sent again: trip t-1, .*\n1 record was sent again and 1 of 1 message deleted\.\nTimes are in America\/New_York\.\n$/,
      );
      await settled();
      expect(delivered).toEqual([expect.stringMatching(marked(1))]);
      expect((await world.records('ends')).map(({ key }) => key)).toEqual(['t-1', 't-1']);
    });
    expect(await world.visible('dead-letters')).toEqual([]);
  });

  test('and that keeps failing is redriven three times, then stays until that limit is raised', async () => {
    world.answers(() => ({ thrown: 'still broken' }));
    await withPipe(async (settled) => {
      await world.put('ends', END, 't-1');
      for (let attempt = 1; attempt <= 3; attempt += 1) {
        await settled();
        const { code, stdout } = await world.run(['redrive', '--json']);
        // It may already have failed again, which this run may or may not see.
        expect(JSON.parse(stdout)).toMatchObject({ records: 1, handed_over: 1, given_up: 0 });
        expect(code).toBe(JSON.parse(stdout).failed_again);
        expect((await world.records('ends')).at(-1)?.text).toMatch(marked(attempt));
      }
      await settled();
      const stopped = await world.run(['redrive']);
      expect(stopped.code).toBe(1);
      expect(stopped.stdout).toMatch(/^stays, given up: trip t-1, .*, redriven 3 times before;/);
      expect(stopped.stderr).toMatch(
        /\ntripstream: 1 of 1 message stays in the dead-letter queue: 1 redriven 3 times already \(fix the cause, then raise --max-attempts\)\n$/,
      );
      expect(await world.records('ends')).toHaveLength(4);
      expect(await world.visible('dead-letters')).toHaveLength(1);

      await world.run(['redrive', '--max-attempts', '4']);
      expect((await world.records('ends')).at(-1)?.text).toMatch(marked(4));
    });
  });
});

test('a run leaves alone a record that it sent itself and that came back', async () => {
  world.answers(() => ({ thrown: 'still broken' }));
  await withPipe(async (settled) => {
    await world.put('ends', END, 't-1');
    await settled();
    // So that the run's second look at the queue comes after the record has failed again.
    world.watchSqs(async (operation) => {
      if (operation === 'ReceiveMessage') await settled();
      return false;
    });
    const { code, stdout, stderr } = await world.run(['redrive']);
    expect(stdout).toContain('sent again: trip t-1,');
    expect(stdout).toContain('stays, failed again since: trip t-1,');
    // The queue counted one message when the run began.
    expect(stderr).toContain('Redriving: 2 of 2 messages\n');
    expect(stderr).toContain(
      '1 of 2 messages stays in the dead-letter queue: 1 sent by this run and failed again',
    );
    expect(code).toBe(1);
    expect(await world.records('ends')).toHaveLength(2);
  });
});

describe('dead letters', () => {
  test('that the function wrote say which error their record met, and where they are from', async () => {
    const number = await world.put('ends', END);
    const error = { name: 'ValidationException', message: 'Item size\nhas exceeded the limit' };
    await world.send('dead-letters', {
      ...deadLetter(number),
      context: { condition: 'RecordFailed' },
      error,
    });
    const { code, stdout, stderr } = await world.run(['redrive', '--dry-run']);
    expect(code).toBe(0);
    expect(stderr).not.toContain('A pipe does not say');
    expect(stdout).toContain(
      `${number}\n  its error: ValidationException: Item size\\u000ahas exceeded the limit\n`,
    );
    const json = await world.run(['redrive', '--dry-run', '--json']);
    expect(JSON.parse(json.stdout).messages).toMatchObject([
      { deadLetter: { condition: 'RecordFailed', error } },
    ]);
  });

  test('of several records bring back what lies between them, too, and say how many', async () => {
    const numbers = [];
    for (const text of [
      '{"trip_id":"a"}',
      '{"trip_id":"b"}',
      'not json',
      '{"trip_id":"d"}',
      '{"trip_id":"e"}',
    ]) {
      numbers.push(await world.put('starts', text, text.slice(0, 3)));
    }
    await world.send('dead-letters', deadLetter(numbers[1] ?? '', numbers[3], 2, 'starts'));
    const { code, stdout, stderr } = await world.run(['redrive', '--json']);
    expect(code).toBe(0);
    expect(stderr).not.toContain('A pipe does not say');
    expect(JSON.parse(stdout)).toMatchObject({
      dry_run: false,
      records: 3,
      between: 1,
      handed_over: 1,
      messages: [{ fate: 'handed-over', records: [{ tripId: 'b' }, { attempts: 0 }, { tripId: 'd' }] }],
    });
    expect((await world.records('starts')).slice(5)).toEqual([
      { key: '{"t', text: expect.stringMatching(/^\{"trip_id":"b","redrive_attempt":1,/) },
      { key: 'redrive-1:not', text: 'not json' },
      { key: '{"t', text: expect.stringMatching(/^\{"trip_id":"d","redrive_attempt":1,/) },
    ]);
  });

  test('whose record has expired stay and are reported, until they are dropped by name', async () => {
    await world.send('dead-letters', deadLetter(await world.put('ends', END)));
    later(25 * 3_600_000);
    const kept = await world.put('ends', '{"trip_id":"t-2"}');
    await world.send('dead-letters', deadLetter(kept));
    const first = await world.run(['redrive']);
    expect(first.code).toBe(1);
    expect(first.stdout).toContain('expired, no longer in the stream: 1 record arrived unknown; ends ');
    expect(first.stdout).toContain('sent again: trip t-2,');
    const [, command = ''] =
      /1 of 2 messages stays in the dead-letter queue: 1 expired \("npm run tripstream -- (.*)" deletes such messages\)\n$/.exec(
        first.stderr,
      ) ?? [];
    expect(await world.visible('dead-letters')).toHaveLength(1);
    const dropped = await world.run(command.split(' --endpoint')[0]?.split(' ') ?? []);
    expect(dropped.code).toBe(0);
    expect(dropped.stdout).toMatch(
      /0 records were sent again .* 1 expired message was deleted, too\.\nTimes are in /,
    );
    expect(await world.visible('dead-letters')).toEqual([]);
  });

  test('that are not about the streams of this stack, or have no known shape, stay with a reason', async () => {
    const foreign = deadLetter('1', '1', 1, 'other');
    const elsewhere = { ...deadLetter('4'.repeat(56)) };
    for (const message of ['{', { Records: [] }, foreign, elsewhere])
      await world.send('dead-letters', message);
    const { code, stdout, stderr } = await world.run(['redrive']);
    expect(code).toBe(1);
    expect(stdout).toContain('it is not a message from a pipe about the records of a stream');
    expect(stdout).toContain("it is about the stream other, which is not this stack's");
    expect(stdout).toContain('is not a sequence number');
    expect(stderr).toContain('4 of 4 messages stay in the dead-letter queue: 4 unreadable');
    expect(await world.visible('dead-letters')).toHaveLength(4);
  });

  test('are taken --max at a time', async () => {
    for (const id of ['a', 'b', 'c']) {
      await world.send('dead-letters', deadLetter(await world.put('ends', `{"trip_id":"${id}"}`)));
    }
    expect(await world.run(['redrive', '--max', '2'])).toMatchObject({ code: 0 });
    expect(await world.visible('dead-letters')).toHaveLength(1);
    expect(await world.records('ends')).toHaveLength(5);
    expect((await world.run(['redrive', '--max', '0'])).code).toBe(2);
  });
});
