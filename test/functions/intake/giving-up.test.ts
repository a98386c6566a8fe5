import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { TransientAwsError } from '../../../functions/contracts/agreed.ts';
import type { RecordError } from '../../../functions/contracts/quarantine-message.ts';
import { crashesIn } from '../../../functions/intake/settle-record.ts';
import { intake, record } from './intake-under-test.ts';

const deadLetters = () => {
  const sent: (RecordError & { readonly sequence: string })[] = [];
  const deadLetter = async ({ sequenceNumber }: { sequenceNumber: string }, error: RecordError) =>
    void sent.push({ sequence: sequenceNumber, ...error });
  return { sent, deadLetter };
};

const errorNamed = (name: string) => Object.assign(new Error('refused'), { name });

/** An error as the SDK throws it for an answer from AWS. */
const awsError = (name: string) => Object.assign(errorNamed(name), { $metadata: {} });

const failingFor = (id: string, error: Error) => async (event: { readonly trip_id: string }) => {
  if (event.trip_id === id) throw error;
  return [];
};

describe('a record that alone makes the function fail', () => {
  test.each([
    ['a bug', new TypeError('no such thing'), 'TypeError', 'no such thing'],
    ['an item that DynamoDB refuses', awsError('ValidationException'), 'ValidationException', 'refused'],
    [
      'a full item collection',
      awsError('ItemCollectionSizeLimitExceededException'),
      'ItemCollectionSizeLimitExceededException',
      'refused',
    ],
  ])(
    'because of %s is dead-lettered with its error, and holds nothing up',
    async (_, error, name, message) => {
      const { sent, deadLetter } = deadLetters();
      const { deliver, summaries, failed } = intake({ store: failingFor('b', error), deadLetter });
      expect(await deliver([record('a', 1), record('b', 2), record('c', 3), record('b', 4)])).toEqual({
        batchItemFailures: [],
      });
      expect(sent).toEqual([
        { sequence: '2', name, message },
        { sequence: '4', name, message },
      ]);
      expect(summaries).toMatchObject([{ stored: 2, deadLettered: 2, failed: 0 }]);
      expect(failed).toEqual([`${record('b', 2).eventID} ${name}`, `${record('b', 4).eventID} ${name}`]);
    },
  );

  test('is delivered again as long as the dead-letter queue is unreachable', async () => {
    const deadLetter = async () => {
      throw new TransientAwsError('SQS is out of reach');
    };
    const { deliver } = intake({ store: failingFor('b', new TypeError('x')), deadLetter });
    expect(await deliver([record('a', 1), record('b', 2)])).toEqual({
      batchItemFailures: [{ itemIdentifier: record('b', 2).eventID }],
    });
  });
});

test.each([
  awsError('AccessDeniedException'),
  awsError('ResourceNotFoundException'),
  awsError('KMSAccessDeniedException'),
  errorNamed('CredentialsProviderError'),
])('$name would affect every record: it is thrown, and the batch is delivered again', async (error) => {
  const { sent, deadLetter } = deadLetters();
  const { deliver } = intake({ store: failingFor('b', error), deadLetter });
  await expect(deliver([record('a', 1), record('b', 2)])).rejects.toBe(error);
  expect(sent).toEqual([]);
});

describe('a record that crashes the process', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tripstream-crashes-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** A process that notes a record and is killed before it notes another. */
  const crash = async (eventID: string): Promise<void> => {
    const crashes = JSON.stringify(
      new URL('../../../functions/intake/settle-record.ts', import.meta.url).href,
    );
    const code = `const { crashesIn } = await import(${crashes});
      crashesIn(${JSON.stringify(folder)})(${JSON.stringify(eventID)});
      process.kill(process.pid, 'SIGKILL');`;
    await once(spawn(process.execPath, ['--input-type=module', '--eval', code]), 'exit');
  };

  test('is counted from process to process, and forgotten by one that lives on', async () => {
    await crash('shard:1');
    await crash('shard:1');
    await crash('shard:2');
    const crashesOf = crashesIn(folder);
    expect(crashesOf('shard:1')).toBe(2);
    expect(crashesOf('shard:2')).toBe(1);
    expect(crashesOf('shard:1')).toBe(0);
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^tripstream-[0-9a-f]{64}\.tries$/)]);
  });

  test('leaves a note that something else may clear away', () => {
    const crashesOf = crashesIn(folder);
    crashesOf('shard:1');
    for (const note of readdirSync(folder)) rmSync(join(folder, note));
    expect(crashesOf('shard:1')).toBe(0);
  });

  test('is dead-lettered once it has done so three times, alone in its batch', async () => {
    const { sent, deadLetter } = deadLetters();
    const poison = record('p', 7);
    for (const _ of [1, 2]) await crash(poison.eventID);
    const twice = intake({ crashesOf: crashesIn(folder), deadLetter });
    expect(await twice.deliver([poison])).toEqual({ batchItemFailures: [] });
    expect([twice.stored, sent]).toEqual([['p'], []]);
    // That process died as well, after the record was handled.
    const thrice = intake({ crashesOf: crashesIn(folder), deadLetter });
    expect(await thrice.deliver([poison])).toEqual({ batchItemFailures: [] });
    expect(thrice.stored).toEqual([]);
    const message = "the function's process ended 3 times while it handled this record alone";
    expect(sent).toEqual([{ sequence: '7', name: 'FunctionCrashed', message }]);
    expect(thrice.summaries).toMatchObject([{ received: 1, deadLettered: 1 }]);
  });

  test('is not looked for in a batch of several records', async () => {
    const crashesOf = () => {
      throw new Error('asked');
    };
    const { deliver, stored } = intake({ crashesOf });
    await deliver([record('a', 1), record('b', 2)]);
    expect(stored).toEqual(['a', 'b']);
  });
});
