import { Refusal, reasonOf } from '../values/refusal.ts';
import type { Plan } from './plan.ts';
import { type CloudParts, labelOf, type Resource } from './resource-types/resource-type.ts';
import { resourceTypes } from './resource-types/resource-types.ts';

/**
 * Makes the planned resources one by one in dependency order. Pipes come last: nothing is delivered before all
 * that a delivery may reach is there.
 *
 * @throws Refusal that names the resource that could not be made.
 */
export const deploy = async (plan: Plan, parts: CloudParts): Promise<void> => {
  const isPipe = ({ type }: Resource): boolean => type === 'AWS::Pipes::Pipe';
  const pipes = plan.resources.filter(isPipe);
  const others = plan.resources.filter((resource) => !isPipe(resource));
  for (const resource of [...others, ...pipes]) {
    try {
      await resourceTypes[resource.type]?.create(resource, parts);
    } catch (cause) {
      if (cause instanceof Refusal) throw cause;
      throw new Refusal(`${labelOf(resource)}: ${reasonOf(cause)}`, {
        cause,
      });
    }
  }
};
