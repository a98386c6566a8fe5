import { AwsError, type AwsInput, type AwsOperation } from '../../endpoint/aws-json-protocol.ts';
import { messageFilter } from './filter-pattern.ts';
import type { EventPlace, EventRange, LogEvent, LogStore } from './log-store.ts';
import { logsFieldsOf, requestedGroup } from './requested-group.ts';

/**
 * This is also the default:
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
 */
const MOST_EVENTS = 10_000;

export const readOperations = (store: LogStore): Record<string, AwsOperation> => ({
  FilterLogEvents: (input) => filterLogEvents(store, input),
  GetLogEvents: (input) => getLogEvents(store, input),
});

/** Reads until the page is full. On AWS any page may be short; here only the last one is. */
const filterLogEvents = (store: LogStore, input: AwsInput): object => {
  const fields = logsFieldsOf(input);
  const { name: groupName } = requestedGroup(store, input);
  const matches = messageFilter(fields.optionalText('filterPattern') ?? '');
  const token = fields.optionalText('nextToken');
  const range: EventRange = {
    groupName,
    streamNames: fields.has('logStreamNames') ? fields.list('logStreamNames').map(String) : undefined,
    streamNamePrefix: fields.optionalText('logStreamNamePrefix'),
    fromMs: fields.optionalNumber('startTime'),
    toMs: fields.optionalNumber('endTime'),
    after: token === undefined ? undefined : placeIn(token, ''),
  };
  const limit = requestedLimit(input);
  const found: LogEvent[] = [];
  for (const event of store.events(range)) {
    if (!matches(event.message)) continue;
    const last = found.at(-1);
    if (found.length === limit && last) return filtered(found, tokenOf('', last));
    found.push(event);
  }
  return filtered(found);
};

const filtered = (found: readonly LogEvent[], nextToken?: string): object => ({
  events: found.map((event) => ({
    ...answered(event),
    logStreamName: event.streamName,
    // As long as on AWS, since clients may sort by it.
    eventId: String(event.id).padStart(56, '0'),
  })),
  searchedLogStreams: [],
  nextToken,
});

const getLogEvents = (store: LogStore, input: AwsInput): object => {
  const fields = logsFieldsOf(input);
  const { name: groupName } = requestedGroup(store, input);
  const streamName = fields.text('logStreamName');
  if (!store.streams(groupName).some(({ name }) => name === streamName)) {
    throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');
  }
  const token = fields.optionalText('nextToken');
  const isForward = token === undefined ? input.startFromHead === true : token.startsWith('f/');
  const endMs = fields.optionalNumber('endTime');
  const range: EventRange = {
    groupName,
    streamNames: [streamName],
    fromMs: fields.optionalNumber('startTime'),
    // Here, unlike for FilterLogEvents, the end is not part of the range.
    toMs: endMs === undefined ? undefined : endMs - 1,
    ...(token !== undefined && { [isForward ? 'after' : 'before']: placeIn(token, isForward ? 'f/' : 'b/') }),
    newestFirst: !isForward,
  };
  const events = store.events(range).take(requestedLimit(input)).toArray();
  if (!isForward) events.reverse();
  return { events: events.map(answered), ...tokensAround(events, token) };
};

/** At the end of a stream AWS returns the token that it was given. */
const tokensAround = (events: readonly LogEvent[], token: string | undefined) => {
  const [first, last] = [events.at(0), events.at(-1)];
  const place = token?.slice(2) ?? '0/0';
  return {
    nextBackwardToken: first ? tokenOf('b/', first) : `b/${place}`,
    nextForwardToken: last ? tokenOf('f/', last) : `f/${place}`,
  };
};

const answered = ({ timestampMs, message }: LogEvent) => ({
  timestamp: timestampMs,
  message,
  ingestionTime: timestampMs,
});

const requestedLimit = (input: AwsInput): number =>
  logsFieldsOf(input).optionalInteger('limit', { min: 1, max: MOST_EVENTS }) ?? MOST_EVENTS;

const tokenOf = (direction: string, { timestampMs, id }: EventPlace): string =>
  `${direction}${timestampMs}/${id}`;

const placeIn = (token: string, direction: string): EventPlace => {
  const place = token.startsWith(direction) ? token.slice(direction.length) : '';
  const [, timestampMs, id] = /^(\d+)\/(\d+)$/.exec(place) ?? [];
  if (id !== undefined) return { timestampMs: Number(timestampMs), id: Number(id) };
  throw new AwsError('InvalidParameterException', 'The specified nextToken is invalid.');
};
