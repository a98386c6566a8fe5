import { readSchedule } from '../../../services/scheduler/schedule.ts';
import { fields, honoured, ignored, only } from '../../../template/property-rules.ts';
import { labelOf } from '../../../template/resource.ts';
import { arn } from '../../../values/account.ts';
import { Refusal } from '../../../values/refusal.ts';
import { propertyReader } from '../property-values.ts';
import type { ResourceType } from '../resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-scheduler-schedule.html */
export const schedule: ResourceType = {
  rules: {
    Name: honoured,
    GroupName: only(['default'], 'there is one schedule group'),
    ScheduleExpression: honoured,
    ScheduleExpressionTimezone: honoured,
    State: honoured,
    FlexibleTimeWindow: fields({ Mode: only(['OFF'], 'schedules fire on the minute') }),
    Target: fields({
      Arn: honoured,
      Input: honoured,
      RetryPolicy: fields({ MaximumRetryAttempts: honoured, MaximumEventAgeInSeconds: honoured }),
      DeadLetterConfig: fields({ Arn: honoured }),
      RoleArn: ignored('permissions are not checked'),
    }),
    KmsKeyArn: ignored('nothing is encrypted at rest'),
    Description: ignored('it is for people'),
  },
  naming: { property: 'Name', maxLength: 64 },
  identify: (name) => ({ ref: name, attributes: { Arn: arn('scheduler', `schedule/default/${name}`) } }),
  create: (resource, { createSchedule }) => {
    const label = labelOf(resource);
    const { name, identity, properties } = resource;
    const refuse = (property: string, problem: string) => new Refusal(`${label}: ${property} ${problem}`);
    const named = { name, arn: String(identity.attributes.Arn) };
    createSchedule(readSchedule(named, properties, propertyReader(label, properties), refuse));
  },
};
