import { isObject } from '../values/json.ts';
import { Refusal } from '../values/refusal.ts';
import { attributeReference, intrinsicCall, placeholders } from './intrinsic-syntax.ts';
import type { Scope } from './intrinsics.ts';
import type { ResourceDeclaration } from './template.ts';

type Referring = Pick<Scope, 'where' | 'parameter'>;

/**
 * Orders the resources so that each comes after everything that it refers to or names in DependsOn.
 *
 * @throws Refusal on a circle or on a reference to what the template does not declare.
 */
export const dependencyOrder = (
  resources: ReadonlyMap<string, ResourceDeclaration>,
  scope: Pick<Scope, 'parameter'>,
): Map<string, ResourceDeclaration> => {
  const ordered = new Map<string, ResourceDeclaration>();
  const path: string[] = [];

  const visit = (logicalId: string): void => {
    const resource = resources.get(logicalId);
    if (resource === undefined || ordered.has(logicalId)) return;
    if (path.includes(logicalId)) {
      const circle = [...path.slice(path.indexOf(logicalId)), logicalId];
      throw new Refusal(`${path.at(-1)} and ${logicalId} depend on each other: ${circle.join(' → ')}`);
    }
    path.push(logicalId);
    for (const dependency of dependenciesOf(logicalId, resource, resources, scope)) visit(dependency);
    path.pop();
    ordered.set(logicalId, resource);
  };

  for (const logicalId of resources.keys()) visit(logicalId);
  return ordered;
};

const dependenciesOf = (
  logicalId: string,
  { properties, dependsOn }: ResourceDeclaration,
  resources: ReadonlyMap<string, ResourceDeclaration>,
  scope: Pick<Scope, 'parameter'>,
): string[] => {
  const referred = references(properties, { ...scope, where: logicalId });
  for (const name of referred) {
    if (!resources.has(name)) {
      throw new Refusal(`${logicalId} refers to ${name}, which the template does not declare`);
    }
  }
  return [...referred, ...dependsOn];
};

/** The logical ids that a template value refers to. */
const references = (value: unknown, scope: Referring): string[] => {
  if (Array.isArray(value)) return value.flatMap((item) => references(item, scope));
  const call = intrinsicCall(value);
  if (call === undefined) return isObject(value) ? references(Object.values(value), scope) : [];
  const { name, argument } = call;
  if (name === 'Ref') return resourceNames([argument], scope);
  if (name === 'Fn::GetAtt') return resourceNames([attributeReference(argument)?.logicalId], scope);
  if (name === 'Fn::Sub') return subReferences(argument, scope);
  return references(argument, scope);
};

const subReferences = (argument: unknown, scope: Referring): string[] => {
  const [text, given] = Array.isArray(argument) ? argument : [argument, {}];
  const variables = isObject(given) ? given : {};
  const names = placeholders(String(text)).filter((name) => !(name in variables));
  const logicalIds = names.map((name) => name.split('.')[0] ?? name);
  return [...resourceNames(logicalIds, scope), ...references(Object.values(variables), scope)];
};

/** The names in a call that are resources; a malformed call is refused when it is resolved. */
const resourceNames = (names: unknown[], scope: Referring): string[] =>
  names
    .filter((name) => typeof name === 'string')
    .filter((name) => scope.parameter(name, scope.where) === undefined);
