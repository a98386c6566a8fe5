import { honoured, ignored, only } from '../../../template/property-rules.ts';
import { labelOf } from '../../../template/resource.ts';
import { arn } from '../../../values/account.ts';
import { propertyReader } from '../property-values.ts';
import type { ResourceType } from '../resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html */
export const logGroup: ResourceType = {
  rules: {
    LogGroupName: honoured,
    RetentionInDays: honoured,
    LogGroupClass: only(['STANDARD'], 'all log groups support all reads'),
    KmsKeyId: ignored('nothing is encrypted at rest'),
    Tags: ignored('tags are not kept'),
  },
  naming: { property: 'LogGroupName', maxLength: 512 },
  identify: (name) => ({ ref: name, attributes: { Arn: arn('logs', `log-group:${name}:*`) } }),
  create: (resource, { createLogGroup }) => {
    const properties = propertyReader(labelOf(resource), resource.properties);
    createLogGroup({ name: resource.name, retentionDays: properties.optionalNumber('RetentionInDays') });
  },
};
