import type { Listener } from '../../endpoint/answer.ts';
import { AwsError, type AwsInput, jsonProtocol } from '../../endpoint/aws-json-protocol.ts';
import { fieldsOf, pageOfAll } from '../../endpoint/request-fields.ts';
import type { Clock } from '../../values/clock.ts';
import { isObject, type Properties, parsedObject } from '../../values/json.ts';
import { busEvent, type EventContent } from './bus-event.ts';
import type { EventBus } from './event-bus.ts';
import type { Rule } from './rule.ts';

const BUS_NAME = 'default';

const MOST_ENTRIES = 10;

/** PutEvents, ListRules, DescribeRule and ListTargetsByRule of the default event bus. */
export const eventBridgeApi = (bus: EventBus, clock: Clock): Listener =>
  jsonProtocol({
    targetPrefix: 'AWSEvents',
    operations: {
      PutEvents: (input) => putEvents(bus, clock, input),
      ListRules: (input) => {
        assertBus(fieldsOf(input).optionalText('EventBusName'));
        const prefix = fieldsOf(input).optionalText('NamePrefix') ?? '';
        const found = bus.rules().filter(({ name }) => name.startsWith(prefix));
        // https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListRules.html
        const { entries, nextToken } = pageOfAll(found, input, { limitField: 'Limit' });
        return { Rules: entries.map(describedRule), NextToken: nextToken };
      },
      DescribeRule: (input) => describedRule(ruleIn(bus, input, 'Name')),
      ListTargetsByRule: (input) => ({
        Targets: ruleIn(bus, input, 'Rule').targets.map(({ id, topicArn, transformer }) => ({
          Id: id,
          Arn: topicArn,
          InputTransformer: transformer && {
            InputPathsMap: transformer.pathsMap,
            InputTemplate: transformer.template,
          },
        })),
      }),
    },
  });

const assertBus = (name = BUS_NAME): void => {
  if (name === BUS_NAME || name.endsWith(`:event-bus/${BUS_NAME}`)) return;
  throw new AwsError('ResourceNotFoundException', `Event bus ${name} does not exist.`);
};

const ruleIn = (bus: EventBus, input: AwsInput, field: string): Rule => {
  assertBus(fieldsOf(input).optionalText('EventBusName'));
  const name = fieldsOf(input).text(field);
  const rule = bus.rules().find((one) => one.name === name);
  if (rule) return rule;
  throw new AwsError('ResourceNotFoundException', `Rule ${name} does not exist on EventBus ${BUS_NAME}.`);
};

const describedRule = ({ name, arn, description, pattern, isEnabled }: Rule) => ({
  Name: name,
  Arn: arn,
  Description: description,
  EventPattern: JSON.stringify(pattern),
  State: isEnabled ? 'ENABLED' : 'DISABLED',
  EventBusName: BUS_NAME,
});

const putEvents = (bus: EventBus, clock: Clock, input: AwsInput): object => {
  const entries = fieldsOf(input).list('Entries');
  if (entries.length < 1 || entries.length > MOST_ENTRIES) {
    throw new AwsError('ValidationException', `Entries must have 1 to ${MOST_ENTRIES} items.`);
  }
  const answers = entries.map((entry) => putEvent(bus, clock, isObject(entry) ? entry : {}));
  return { FailedEntryCount: answers.filter((answer) => 'ErrorCode' in answer).length, Entries: answers };
};

/** A refused entry does not keep the others off the bus. */
const putEvent = (bus: EventBus, clock: Clock, entry: Properties): object => {
  try {
    const event = busEvent(readEntry(entry, clock));
    bus.send(event);
    return { EventId: event.id };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { ErrorCode: error.code, ErrorMessage: error.message };
  }
};

const readEntry = (entry: Properties, clock: Clock): EventContent => {
  const required = (field: string): string => {
    const value = entry[field];
    if (typeof value === 'string' && value !== '') return value;
    const message = `Parameter ${field} is not valid. Reason: ${field} is a required argument.`;
    throw new AwsError('InvalidArgument', message);
  };
  const [source, detailType, detail] = [required('Source'), required('DetailType'), required('Detail')];
  assertBus(fieldsOf(entry).optionalText('EventBusName'));
  if (source.startsWith('aws.')) {
    throw new AwsError('NotAuthorizedForSourceException', 'Not authorized for the source.');
  }
  const timeSeconds = fieldsOf(entry).optionalNumber('Time');
  return {
    ...{ source, detailType },
    timeMs: timeSeconds === undefined ? clock.nowMs() : timeSeconds * 1000,
    resources: fieldsOf(entry).list('Resources').map(String),
    detail: parseDetail(detail),
  };
};

const parseDetail = (text: string): Properties => {
  const detail = parsedObject(text);
  if (detail) return detail;
  throw new AwsError('MalformedDetail', 'Detail is malformed.');
};
