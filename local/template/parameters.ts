import { arn } from '../values/account.ts';
import { isObject, type Properties } from '../values/json.ts';
import { Refusal } from '../values/refusal.ts';

/** A parameter's value by name; undefined when the template declares no such parameter. */
export type ParameterLookup = (name: string, where: string) => { value: unknown } | undefined;

/**
 * Pseudo parameters as the local cloud answers them, and declared parameters by their defaults. A parameter
 * without a local value is refused only when something refers to it: CDK's BootstrapVersion, which lives in
 * SSM, is declared in every template and used by no resource.
 */
export const parameterLookup = (declared: Properties, stackName: string): ParameterLookup => {
  const pseudo = pseudoParameters(stackId(stackName), stackName);
  return (name, where) => {
    if (pseudo.has(name)) return { value: pseudo.get(name) };
    const parameter = declared[name];
    return isObject(parameter) ? { value: defaultOf(name, parameter, where) } : undefined;
  };
};

/**
 * What a stack's ARN and name say about it
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/pseudo-parameter-reference.html).
 */
export const pseudoParameters = (stackArn: string, stackName: string): Map<string, unknown> => {
  const [, partition, , region, accountId] = stackArn.split(':');
  return new Map<string, unknown>([
    ['AWS::AccountId', accountId],
    ['AWS::NoValue', undefined],
    ['AWS::NotificationARNs', []],
    ['AWS::Partition', partition],
    ['AWS::Region', region],
    ['AWS::StackId', stackArn],
    ['AWS::StackName', stackName],
    ['AWS::URLSuffix', 'amazonaws.com'],
  ]);
};

/** The stack's ARN; the id part is fixed because there is only one stack of that name. */
export const stackId = (stackName: string): string => arn('cloudformation', `stack/${stackName}/local`);

const defaultOf = (name: string, parameter: Properties, where: string): unknown => {
  const type = String(parameter.Type);
  if (type.startsWith('AWS::SSM::')) {
    throw new Refusal(
      `${where} refers to parameter ${name}, whose value is in SSM: the local cloud has no SSM`,
    );
  }
  if (parameter.Default === undefined) {
    throw new Refusal(
      `${where} refers to parameter ${name}, which has no Default: give it one to run locally`,
    );
  }
  const isList = type === 'CommaDelimitedList' || type.startsWith('List<');
  return isList ? String(parameter.Default).split(',') : String(parameter.Default);
};
