import { readFileSync } from 'node:fs';
import { logGroupNameOf } from '../../services/logs/logs.ts';
import type { ExecutionLogging } from '../../services/step-functions/execution-log.ts';
import { fields, honoured, ignored, items, only } from '../../template/property-rules.ts';
import { labelOf } from '../../template/resource.ts';
import { arn } from '../../values/account.ts';
import { type FieldReader, isObject, type Properties } from '../../values/json.ts';
import { Refusal, reasonOf } from '../../values/refusal.ts';
import { propertyReader } from './property-values.ts';
import type { ResourceType } from './resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html */
export const stateMachine: ResourceType = {
  rules: {
    StateMachineName: honoured,
    DefinitionS3Location: fields({
      Bucket: ignored('assets are read from the cloud assembly'),
      Key: honoured,
    }),
    DefinitionString: honoured,
    DefinitionSubstitutions: honoured,
    StateMachineType: only(['STANDARD'], 'express executions are not supported'),
    RoleArn: ignored('permissions are not checked'),
    LoggingConfiguration: fields({
      Level: only(['ALL', 'OFF'], 'events are not filtered by severity'),
      IncludeExecutionData: honoured,
      Destinations: items({ CloudWatchLogsLogGroup: fields({ LogGroupArn: honoured }) }),
    }),
    TracingConfiguration: ignored('there is no tracing'),
    EncryptionConfiguration: ignored('nothing is encrypted at rest'),
    Tags: ignored('tags are not kept'),
  },
  naming: { property: 'StateMachineName', maxLength: 80 },
  identify: (name) => {
    const stateMachineArn = arn('states', `stateMachine:${name}`);
    return { ref: stateMachineArn, attributes: { Arn: stateMachineArn, Name: name } };
  },
  create: (resource, { assetPath, createStateMachine }) => {
    const label = labelOf(resource);
    const properties = propertyReader(label, resource.properties);
    createStateMachine({
      name: resource.name,
      arn: resource.identity.ref,
      roleArn: properties.text('RoleArn'),
      logging: readLogging(properties),
      definition: stateMachineDefinition(
        label,
        definitionText(properties, assetPath),
        properties.object('DefinitionSubstitutions'),
      ),
    });
  },
};

const readLogging = (properties: FieldReader): ExecutionLogging | undefined => {
  const [destination] = properties.list('LoggingConfiguration.Destinations');
  if (properties.value('LoggingConfiguration.Level') !== 'ALL' || !isObject(destination)) return undefined;
  const group = isObject(destination.CloudWatchLogsLogGroup) ? destination.CloudWatchLogsLogGroup : {};
  const logGroupName = logGroupNameOf(String(group.LogGroupArn));
  if (logGroupName === undefined) return undefined;
  const includes = properties.value('LoggingConfiguration.IncludeExecutionData');
  return { logGroupName, includesData: String(includes) === 'true' };
};

const definitionText = (properties: FieldReader, assetPath: (objectKey: string) => string): string =>
  properties.optionalText('DefinitionString') ??
  readFileSync(assetPath(properties.text('DefinitionS3Location.Key')), 'utf8');

/**
 * Replaces `${Name}` in the text of a definition, as CloudFormation does, and parses it.
 *
 * @throws Refusal when a placeholder has no substitution (AWS would run it as text) or the text is not JSON.
 */
export const stateMachineDefinition = (label: string, text: string, substitutions: Properties): unknown => {
  const definition = text.replace(/\$\{(\w+)\}/g, (_match, name: string) => {
    const value = substitutions[name];
    if (value === undefined) {
      throw new Refusal(
        `${label}: the definition has \${${name}}, which DefinitionSubstitutions does not give`,
      );
    }
    return String(value);
  });
  try {
    return JSON.parse(definition);
  } catch (cause) {
    throw new Refusal(`${label}: the definition is not JSON: ${reasonOf(cause)}`, { cause });
  }
};
