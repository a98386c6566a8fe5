/** What a stream says of where a record stands in it. */
export interface StreamedRecord {
  readonly sequenceNumber: string;
  /** When the stream took it, in seconds since 1970 with a fraction. */
  readonly approximateArrivalTimestamp: number;
}

/** Milliseconds since 1970 have as many digits until the year 2286. */
const MILLISECOND_DIGITS = 13;
/** A sequence number has at most 129 digits: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Record.html */
const LENGTH_DIGITS = 3;

/**
 * Where a record stands among those of its stream, as text whose order is that order: its arrival in milliseconds, then
 * its sequence number behind the number of its digits, which takes the place of padding to the longest there may be.
 * The same record has the same position whenever it is delivered. An event that was put into the stream once more stands
 * where it did at first: `firstArrivedAt`, milliseconds since 1970, can make its record older, never newer.
 */
export const streamPosition = (record: StreamedRecord, firstArrivedAt = Number.POSITIVE_INFINITY): string => {
  const arrivedAt = Math.round(record.approximateArrivalTimestamp * 1_000);
  return [
    String(Math.min(arrivedAt, firstArrivedAt)).padStart(MILLISECOND_DIGITS, '0'),
    String(record.sequenceNumber.length).padStart(LENGTH_DIGITS, '0'),
    record.sequenceNumber,
  ].join('.');
};
