import { readAlarm } from '../../../services/cloudwatch/alarms/alarm.ts';
import {
  fields,
  honoured,
  ignored,
  items,
  only,
  type PropertyRules,
} from '../../../template/property-rules.ts';
import { labelOf } from '../../../template/resource.ts';
import { arn } from '../../../values/account.ts';
import { Refusal } from '../../../values/refusal.ts';
import { propertyReader } from '../property-values.ts';
import type { ResourceType } from '../resource-type.ts';

const metric: PropertyRules = { Namespace: honoured, MetricName: honoured, Dimensions: honoured };

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html */
export const cloudwatchAlarm: ResourceType = {
  rules: {
    ...metric,
    AlarmName: honoured,
    AlarmDescription: honoured,
    ActionsEnabled: honoured,
    AlarmActions: honoured,
    OKActions: honoured,
    InsufficientDataActions: honoured,
    ComparisonOperator: honoured,
    Threshold: honoured,
    EvaluationPeriods: honoured,
    DatapointsToAlarm: honoured,
    TreatMissingData: honoured,
    EvaluateLowSampleCountPercentile: only(['evaluate'], 'percentiles are evaluated even with few samples'),
    Statistic: honoured,
    ExtendedStatistic: honoured,
    Period: honoured,
    Unit: honoured,
    Metrics: items({
      Id: honoured,
      Label: honoured,
      Expression: honoured,
      ReturnData: honoured,
      Period: honoured,
      MetricStat: fields({ Metric: fields(metric), Period: honoured, Stat: honoured, Unit: honoured }),
    }),
    Tags: ignored('tags are not kept'),
  },
  naming: { property: 'AlarmName', maxLength: 255 },
  identify: (name) => ({ ref: name, attributes: { Arn: arn('cloudwatch', `alarm:${name}`) } }),
  create: (resource, { createAlarm }) => {
    const label = labelOf(resource);
    const { name, properties } = resource;
    const alarm = readAlarm({ name, arn: String(resource.identity.attributes.Arn), properties }, (object) =>
      propertyReader(label, object),
    );
    const action = Object.values(alarm.actions)
      .flat()
      .find((target) => !target.startsWith('arn:aws:sns:'));
    if (action !== undefined)
      throw new Refusal(`${label}: locally an action can only be a topic, not ${action}`);
    createAlarm(alarm);
  },
};
