import { describe, expect, test } from '@jest/globals';
import type { PipeRecord } from '../../../functions/contracts/pipe-record.ts';
import {
  deadLetterMessage,
  payloadBytes,
  payloadBytesOf,
  payloadKeyOf,
  quarantineMessage,
  readQuarantineMessage,
  streamNameOf,
} from '../../../functions/contracts/quarantine-message.ts';

const ARN = 'arn:aws:kinesis:us-east-1:000000000000:stream/trip-ends';

const record = (data: string): PipeRecord => ({
  eventID: 'shardId-000000000000:49',
  eventSource: 'aws:kinesis',
  eventSourceARN: ARN,
  partitionKey: 't-1',
  sequenceNumber: '49',
  approximateArrivalTimestamp: 1_716_600_000.25,
  data,
});

const messageOf = (data: string) =>
  readQuarantineMessage(
    JSON.parse(quarantineMessage(record(data), ['too dear'], new Date('2024-05-26T00:00:00Z'))),
  );

const base64 = (bytes: string | readonly number[]): string =>
  (typeof bytes === 'string' ? Buffer.from(bytes) : Buffer.from(bytes)).toString('base64');

describe('a dead letter', () => {
  const letter = (location?: Parameters<typeof deadLetterMessage>[3]) =>
    JSON.parse(
      deadLetterMessage(
        record(base64('{"a":1}')),
        { name: 'TypeError', message: 'no such thing' },
        new Date('2024-05-26T00:00:00Z'),
        location,
      ),
    );
  const place = {
    context: { condition: 'RecordFailed' },
    version: '1.0',
    timestamp: '2024-05-26T00:00:00.000Z',
    KinesisBatchInfo: {
      shardId: 'shardId-000000000000',
      startSequenceNumber: '49',
      endSequenceNumber: '49',
      approximateArrivalOfFirstRecord: '2024-05-25T01:20:00.250Z',
      approximateArrivalOfLastRecord: '2024-05-25T01:20:00.250Z',
      batchSize: 1,
      streamArn: ARN,
    },
    error: { name: 'TypeError', message: 'no such thing' },
    partition_key: 't-1',
  };

  test("has the form of a pipe's own, with the error and the payload", () => {
    expect(letter()).toEqual({ ...place, payload: '{"a":1}', payload_encoding: 'utf8' });
  });

  test('says where a large payload is kept', () => {
    const payload_location = { bucket: 'metrics', key: 'quarantine/trip-ends/49', bytes: 7 };
    expect(letter(payload_location)).toEqual({ ...place, payload_location });
  });
});

describe('a message', () => {
  test('is read as it was written', () => {
    expect(messageOf(base64('{"fare_amount":-1}'))).toEqual({
      reasons: ['too dear'],
      stream_arn: ARN,
      shard_id: 'shardId-000000000000',
      sequence_number: '49',
      partition_key: 't-1',
      arrived_at: '2024-05-25T01:20:00.250Z',
      quarantined_at: '2024-05-26T00:00:00.000Z',
      payload: '{"fare_amount":-1}',
      payload_encoding: 'utf8',
    });
  });

  test.each([
    ['text', base64('{"a":"ü"}'), 'utf8', '{"a":"ü"}'],
    ['bytes that are not text', base64([0xff, 0xfe]), 'base64', base64([0xff, 0xfe])],
    ['data that is not base64', 'not base64!', 'verbatim', 'not base64!'],
  ])('keeps %s so that the same bytes come out again', (_, data, payload_encoding, payload) => {
    const message = messageOf(data);
    expect(message).toMatchObject({ payload, payload_encoding });
    if (message === undefined || !('payload' in message)) throw new Error('the message has no payload');
    expect(payloadBytes(message)).toEqual(payloadBytesOf(record(data)));
  });

  test('has only characters that a queue takes', () => {
    const text = quarantineMessage(record('\ufffe🚕\uffff'), ['🚕'], new Date(0));
    expect(text).toMatch(/^[\u0020-\ud7ff\ue000-\ufffd]*$/);
    expect(JSON.parse(text)).toMatchObject({ payload: '\ufffe🚕\uffff', reasons: ['🚕'] });
  });

  test('may say where the payload is instead', () => {
    const location = { bucket: 'b', key: 'k', bytes: 300_000 };
    const text = quarantineMessage(record('{}'), ['too large'], new Date(0), location);
    expect(JSON.parse(text)).not.toHaveProperty('payload');
    expect(readQuarantineMessage(JSON.parse(text))).toMatchObject({ payload_location: location });
  });

  test.each(['payload', 'payload_encoding'])(
    'says where the payload is when it has only %s beside it',
    (field) => {
      const location = { bucket: 'b', key: 'k' };
      const { payload_encoding, payload } = { payload_encoding: 'utf8', payload: '{}' };
      const one = field === 'payload' ? { payload } : { payload_encoding };
      const text = quarantineMessage(record('{}'), [], new Date(0), { ...location, bytes: 2 });
      const message = readQuarantineMessage({ ...JSON.parse(text), ...one });
      expect(message).toMatchObject({ payload_location: location });
      expect(message).not.toHaveProperty(field);
    },
  );

  test('written without a partition key and a time of quarantine has empty ones', () => {
    const optional = { partition_key: undefined, quarantined_at: undefined };
    const message: unknown = JSON.parse(JSON.stringify({ ...messageOf(base64('{}')), ...optional }));
    expect(readQuarantineMessage(message)).toMatchObject({ partition_key: '', quarantined_at: '' });
  });

  test.each([
    'reasons',
    'stream_arn',
    'shard_id',
    'sequence_number',
    'arrived_at',
    'payload',
    'payload_encoding',
  ])('without %s is not one', (field) => {
    const message = Object.entries({ ...messageOf(base64('{}')) }).filter(([name]) => name !== field);
    expect(readQuarantineMessage(Object.fromEntries(message))).toBeUndefined();
  });
});

test('a payload object has a key that is the same for the same record', () => {
  expect(payloadKeyOf(record('{}'))).toBe('quarantine/trip-ends/shardId-000000000000/49');
});

test.each([
  [ARN, 'trip-ends'],
  ['arn:aws-cn:kinesis:cn-north-1:000000000000:stream/a.b_c', 'a.b_c'],
  [`${ARN}/consumer/c:1`, undefined],
  [`x${ARN}`, undefined],
  ['arn:aws:sqs:us-east-1:000000000000:trip-ends', undefined],
])('the stream of %s is %s', (arn, name) => {
  expect(streamNameOf(arn)).toBe(name);
});
