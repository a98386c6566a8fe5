import type { Assembly } from '../template/assembly.ts';
import { dependencyOrder } from '../template/dependency-order.ts';
import { attributeReference, intrinsicCall } from '../template/intrinsic-syntax.ts';
import { type Identity, resolve, resolveProperties, type Scope } from '../template/intrinsics.ts';
import { parameterLookup } from '../template/parameters.ts';
import { violationLines, violations } from '../template/property-rules.ts';
import { type InertResource, labelOf, type Resource } from '../template/resource.ts';
import type { ResourceDeclaration, Template } from '../template/template.ts';
import { Refusal } from '../values/refusal.ts';
import { generatedName, type Naming } from './resource-types/resource-type.ts';
import { inertType } from './resource-types/without-local-behaviour.ts';
import { resourceTypes } from './resource-types.ts';

/** Everything that a start will do, computed before anything is created. Names and ARNs follow from the template. */
export type Plan = {
  stackName: string;
  /** In an order in which they can be created. */
  resources: Resource[];
  inert: InertResource[];
  outputs: Record<string, string>;
};

type Planned =
  | { resource: Resource }
  | { inert: InertResource; identity: Identity }
  | { unknownType: string };

/** The tightest limit of the services whose resources are accepted but not run (an IAM role's name). */
const INERT_NAME_MAX_LENGTH = 64;

/**
 * Resolves the assembly's template for a cloud at `endpointUrl`.
 *
 * @throws Refusal with a line for each resource type or property that would behave differently from AWS.
 */
export const planStack = ({ stackName, template }: Assembly, endpointUrl: string): Plan => {
  const parameter = parameterLookup(template.parameters, stackName);
  const providers = customResourceProviders(template.resources);
  const identities = new Map<string, Identity>();
  const scopeOf = (where: string): Scope => ({ where, parameter, resources: identities });
  const plan: Plan = { stackName, resources: [], inert: [], outputs: {} };
  const problems: string[] = [];

  for (const [logicalId, declaration] of dependencyOrder(template.resources, { parameter })) {
    const scope = scopeOf(labelOf({ logicalId, type: declaration.type }));
    const planned = planResource(logicalId, declaration, { stackName, endpointUrl, scope, providers });
    if ('resource' in planned) {
      identities.set(logicalId, planned.resource.identity);
      plan.resources.push(planned.resource);
      problems.push(...rulesBroken(planned.resource));
    } else if ('inert' in planned) {
      identities.set(logicalId, planned.identity);
      plan.inert.push(planned.inert);
    } else {
      // Later resources need its identity, so planning ends here.
      throw new Refusal([...problems, planned.unknownType].join('\n'));
    }
  }
  problems.push(...sharedNames(plan.resources));
  if (problems.length > 0) throw new Refusal(problems.join('\n'));
  return { ...plan, outputs: resolvedOutputs(template, scopeOf) };
};

/** Functions that exist only to serve a custom resource that is not run: logical id → reason. */
const customResourceProviders = (
  declared: ReadonlyMap<string, ResourceDeclaration>,
): ReadonlyMap<string, string> =>
  new Map(
    [...declared.values()].flatMap(({ type, properties }): [string, string][] => {
      const call = intrinsicCall(properties.ServiceToken);
      if (call?.name !== 'Fn::GetAtt' || inertType(type) === undefined) return [];
      const provider = attributeReference(call.argument)?.logicalId;
      return provider === undefined ? [] : [[provider, `it only serves ${type}, which is not run`]];
    }),
  );

type Context = {
  stackName: string;
  endpointUrl: string;
  scope: Scope;
  providers: ReadonlyMap<string, string>;
};

const planResource = (
  logicalId: string,
  { type, properties }: ResourceDeclaration,
  { stackName, endpointUrl, scope, providers }: Context,
): Planned => {
  const nameOf = (naming: Naming): string => {
    const given = resolve(properties[naming.property], scope);
    return typeof given === 'string' ? given : generatedName(stackName, logicalId, naming);
  };
  const inert = inertType(type);
  if (inert !== undefined) {
    const name = nameOf({ property: inert.nameProperty ?? '', maxLength: INERT_NAME_MAX_LENGTH });
    return { inert: { logicalId, type, name, reason: inert.reason }, identity: inert.identify(name) };
  }
  const resourceType = resourceTypes[type];
  if (resourceType === undefined) {
    return {
      unknownType: `${logicalId}: the local cloud does not know the resource type ${type}; remove it, or add it in local/stack/resource-types`,
    };
  }
  const name = nameOf(resourceType.naming);
  const identity = resourceType.identify(name, endpointUrl);
  const reason = providers.get(logicalId);
  if (reason !== undefined) return { inert: { logicalId, type, name, reason }, identity };
  return {
    resource: { logicalId, type, name, identity, properties: resolveProperties(properties, scope) },
  };
};

const rulesBroken = (resource: Resource): string[] =>
  violationLines(
    labelOf(resource),
    violations(resource.properties, resourceTypes[resource.type]?.rules ?? {}),
  );

/** Two resources of the same type and name would be the same; AWS refuses the second. */
const sharedNames = (resources: Resource[]): string[] => {
  const owners = new Map<string, Resource>();
  return resources.flatMap((resource) => {
    const key = `${resource.type} ${resource.name}`;
    const owner = owners.get(key);
    owners.set(key, resource);
    return owner === undefined
      ? []
      : [`${labelOf(resource)}: has the same name as ${owner.logicalId}: ${resource.name}`];
  });
};

const resolvedOutputs = (template: Template, scopeOf: (where: string) => Scope): Record<string, string> =>
  Object.fromEntries(
    [...template.outputs].map(([name, value]) => [name, String(resolve(value, scopeOf(`output ${name}`)))]),
  );
