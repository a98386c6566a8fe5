import type { Plan } from '../stack/plan.ts';
import type { Resource } from '../template/resource.ts';
import { isObject } from '../values/json.ts';
import { Refusal } from '../values/refusal.ts';
import type { FaultRule } from './fault-plan.ts';

/**
 * What a function calls itself, in its logs and metrics: the service name that Powertools takes from its environment.
 */
export const functionLabel = ({ name, properties }: Pick<Resource, 'name' | 'properties'>): string => {
  const { Environment: environment } = properties;
  const variables = isObject(environment) ? environment.Variables : undefined;
  const own = isObject(variables) ? variables.POWERTOOLS_SERVICE_NAME : undefined;
  return typeof own === 'string' ? own : name;
};

/**
 * @throws Refusal when a rule is for a function or a pipe that the stack does not have; it lists the ones that exist
 */
export const checkNames = (rules: readonly FaultRule[], { resources }: Pick<Plan, 'resources'>): void => {
  const ofType = (wanted: string) => resources.filter(({ type }) => type === wanted);
  const known = {
    function: ofType('AWS::Lambda::Function').map(functionLabel),
    pipe: ofType('AWS::Pipes::Pipe').map(({ name }) => name),
  };
  for (const { service, operation } of rules) {
    if (operation === undefined || (service !== 'function' && service !== 'pipe')) continue;
    if (known[service].includes(operation)) continue;
    throw new Refusal(
      `the faults: there is no ${service} named ${operation}; the stack has ${known[service].toSorted().join(', ')}`,
    );
  }
};
