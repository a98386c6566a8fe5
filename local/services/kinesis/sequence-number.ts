import { AwsError } from '../../endpoint/aws-json-protocol.ts';

/** What a sequence number is made of. `number` counts a shard's records from 1; 0 is the shard's own start. */
interface SequenceParts {
  readonly createdMs: number;
  readonly number: number;
  readonly arrivalMs: number;
  readonly shardIndex: number;
}

// 188 bits, from the top: 2 (version), creation second, 0, record number, 0, arrival second, shard, 2.
// The leading 2 makes 56 decimal digits that begin with 49, as the service's own numbers do.
const CREATED_SHIFT = 148n;
const NUMBER_SHIFT = 80n;
const ARRIVAL_SHIFT = 40n;
const SHARD_SHIFT = 8n;
const VERSION = 2n;
const VERSION_SHIFT = 184n;

const seconds = (ms: number): bigint => BigInt(Math.floor(ms / 1000));

/** The decimal sequence number of a record; within a shard it rises with `number`. */
export const formatSequenceNumber = (parts: SequenceParts): string =>
  String(
    (VERSION << VERSION_SHIFT) |
      (seconds(parts.createdMs) << CREATED_SHIFT) |
      (BigInt(parts.number) << NUMBER_SHIFT) |
      (seconds(parts.arrivalMs) << ARRIVAL_SHIFT) |
      (BigInt(parts.shardIndex) << SHARD_SHIFT) |
      VERSION,
  );

/** The shard and the record number in a sequence number. @throws AwsError InvalidArgumentException */
export const parseSequenceNumber = (text: string): { number: number; shardIndex: number } => {
  const value = /^\d{56}$/.test(text) ? BigInt(text) : 0n;
  if (value >> VERSION_SHIFT !== VERSION) {
    throw new AwsError(
      'InvalidArgumentException',
      `StartingSequenceNumber ${text} is not a sequence number.`,
    );
  }
  return {
    number: Number((value >> NUMBER_SHIFT) & 0xffff_ffff_ffff_ffffn),
    shardIndex: Number((value >> SHARD_SHIFT) & 0xffff_ffffn),
  };
};
