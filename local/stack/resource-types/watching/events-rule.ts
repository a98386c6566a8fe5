import { readRule } from '../../../services/eventbridge/rule.ts';
import { fields, honoured, ignored, items, only } from '../../../template/property-rules.ts';
import { labelOf } from '../../../template/resource.ts';
import { arn } from '../../../values/account.ts';
import { Refusal } from '../../../values/refusal.ts';
import { propertyReader } from '../property-values.ts';
import type { ResourceType } from '../resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html */
export const eventsRule: ResourceType = {
  rules: {
    Name: honoured,
    Description: honoured,
    EventPattern: honoured,
    State: honoured,
    EventBusName: only(['default'], 'there is one event bus'),
    Targets: items({
      Id: honoured,
      Arn: honoured,
      InputTransformer: fields({ InputPathsMap: honoured, InputTemplate: honoured }),
    }),
    Tags: ignored('tags are not kept'),
  },
  naming: { property: 'Name', maxLength: 64 },
  identify: (name) => ({ ref: name, attributes: { Arn: arn('events', `rule/${name}`) } }),
  create: (resource, { createRule }) => {
    const label = labelOf(resource);
    const { name, identity, properties } = resource;
    const refuse = (property: string, problem: string) => new Refusal(`${label}: ${property} ${problem}`);
    const named = { name, arn: String(identity.attributes.Arn) };
    createRule(readRule(named, propertyReader(label, properties), refuse));
  },
};
