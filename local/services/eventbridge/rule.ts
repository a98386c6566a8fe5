import { type FieldReader, isObject, type Properties } from '../../values/json.ts';
import { type RefuseProperty, readable } from '../../values/refusal.ts';
import { type EventPattern, readEventPattern } from './event-pattern.ts';
import { assertTransforms, type InputTransformer } from './input-transformer.ts';

/** An AWS::Events::Rule, ready to run. */
export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly description: string | undefined;
  readonly pattern: EventPattern;
  readonly isEnabled: boolean;
  readonly targets: readonly RuleTarget[];
}

export interface RuleTarget {
  readonly id: string;
  readonly topicArn: string;
  /** Without one, the target gets the event itself. */
  readonly transformer: InputTransformer | undefined;
}

const TOPIC_ARN = /^arn:[\w-]+:sns:[\w-]+:\d{12}:[\w-]+$/;

/**
 * Reads the resolved properties of a rule; `refuse` makes the error for a wrong one.
 *
 * @throws the errors of `refuse` and `fields`, for a property that AWS refuses or that does not work here
 */
export const readRule = (
  { name, arn }: { name: string; arn: string },
  fields: FieldReader,
  refuse: RefuseProperty,
): Rule => ({
  name,
  arn,
  description: fields.optionalText('Description'),
  pattern: readable('EventPattern', refuse, () => readEventPattern(fields.value('EventPattern'))),
  isEnabled: !fields.has('State') || fields.oneOf('State', ['ENABLED', 'DISABLED']) === 'ENABLED',
  targets: fields.list('Targets').map((target, index) => readTarget(target, `Targets[${index}]`, refuse)),
});

const readTarget = (target: unknown, property: string, refuse: RefuseProperty): RuleTarget => {
  const { Id, Arn, InputTransformer }: Properties = isObject(target) ? target : {};
  if (typeof Arn !== 'string' || !TOPIC_ARN.test(Arn)) {
    throw refuse(`${property}.Arn`, `is ${JSON.stringify(Arn)}: rules notify SNS topics only here`);
  }
  return { id: String(Id), topicArn: Arn, transformer: readTransformer(InputTransformer, property, refuse) };
};

const readTransformer = (
  value: unknown,
  property: string,
  refuse: RefuseProperty,
): InputTransformer | undefined => {
  if (!isObject(value)) return undefined;
  const paths = isObject(value.InputPathsMap) ? Object.entries(value.InputPathsMap) : [];
  const transformer = {
    pathsMap: Object.fromEntries(paths.map(([name, path]) => [name, String(path)])),
    template: String(value.InputTemplate),
  };
  readable(`${property}.InputTransformer`, refuse, () => assertTransforms(transformer));
  return transformer;
};
