import { type FieldReader, isObject, type Properties } from '../../values/json.ts';
import { type RefuseProperty, readable, reasonOf } from '../../values/refusal.ts';
import { type CronExpression, parseCron } from './cron-expression.ts';
import { wallClock } from './wall-time.ts';

/** An AWS::Scheduler::Schedule, ready to run. */
export interface Schedule {
  readonly name: string;
  readonly arn: string;
  readonly cron: CronExpression;
  readonly timeZone: string;
  readonly isEnabled: boolean;
  readonly target: ScheduleTarget;
  /** As in the template, resolved. */
  readonly properties: Properties;
}

interface ScheduleTarget {
  readonly arn: string;
  /** The input of the operation as JSON text, with `<aws.scheduler.…>` where it depends on the call. */
  readonly input: string;
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeSeconds: number;
  readonly deadLetterQueueName: string | undefined;
}

/** The operation that schedules can call here, in the form of a universal target. */
const START_EXECUTION_TARGET = /^arn:[\w-]+:scheduler:::aws-sdk:sfn:startExecution$/;
const QUEUE_ARN = /^arn:[\w-]+:sqs:[\w-]+:\d{12}:([\w-]+)$/;

// https://docs.aws.amazon.com/scheduler/latest/APIReference/API_RetryPolicy.html
const RETRIES = { min: 0, max: 185 };
const EVENT_AGE_SECONDS = { min: 60, max: 86_400 };

/**
 * Reads the resolved properties of a schedule; `refuse` makes the error for a wrong one.
 *
 * @throws the errors of `refuse` and `fields`, for a property that AWS refuses or that does not work here
 */
export const readSchedule = (
  { name, arn }: { name: string; arn: string },
  properties: Properties,
  fields: FieldReader,
  refuse: RefuseProperty,
): Schedule => {
  const timeZone = fields.optionalText('ScheduleExpressionTimezone') ?? 'UTC';
  readable('ScheduleExpressionTimezone', refuse, () => assertTimeZone(timeZone));
  const input = fields.text('Target.Input');
  readable('Target.Input', refuse, () => assertStartsAnExecution(input));
  return {
    name,
    arn,
    cron: readable('ScheduleExpression', refuse, () => parseCron(fields.text('ScheduleExpression'))),
    timeZone,
    isEnabled: !fields.has('State') || fields.oneOf('State', ['ENABLED', 'DISABLED']) === 'ENABLED',
    target: {
      arn: fields.matching(
        'Target.Arn',
        START_EXECUTION_TARGET,
        'arn:aws:scheduler:::aws-sdk:sfn:startExecution',
      )[0],
      input,
      maximumRetryAttempts:
        fields.optionalInteger('Target.RetryPolicy.MaximumRetryAttempts', RETRIES) ?? RETRIES.max,
      maximumEventAgeSeconds:
        fields.optionalInteger('Target.RetryPolicy.MaximumEventAgeInSeconds', EVENT_AGE_SECONDS) ??
        EVENT_AGE_SECONDS.max,
      deadLetterQueueName: fields.has('Target.DeadLetterConfig')
        ? fields.matching('Target.DeadLetterConfig.Arn', QUEUE_ARN, 'the ARN of an SQS queue')[1]
        : undefined,
    },
    properties,
  };
};

const assertTimeZone = (timeZone: string): void => {
  try {
    wallClock(timeZone);
  } catch (cause) {
    throw new Error(`is ${timeZone}, which is not an IANA time zone`, { cause });
  }
};

const START_EXECUTION_FIELDS = ['StateMachineArn', 'Name', 'Input', 'TraceHeader'];

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`is not JSON: ${reasonOf(cause)}`, { cause });
  }
};

const assertStartsAnExecution = (input: string): void => {
  const fields = parseJson(input);
  if (!isObject(fields) || typeof fields.StateMachineArn !== 'string') {
    throw new Error('should be an object with a StateMachineArn');
  }
  const unknown = Object.keys(fields).filter((field) => !START_EXECUTION_FIELDS.includes(field));
  if (unknown.length > 0) throw new Error(`has ${unknown.join(', ')}, which StartExecution does not take`);
};
