import type { Properties } from '../values/json.ts';
import type { Identity } from './intrinsics.ts';

/** A resource of the template with resolved properties, named and ready to be made. */
export type Resource = {
  logicalId: string;
  type: string;
  name: string;
  identity: Identity;
  properties: Properties;
};

/** `<LogicalId> (<Type>)`, as messages call a resource. */
export const labelOf = ({ logicalId, type }: Pick<Resource, 'logicalId' | 'type'>): string =>
  `${logicalId} (${type})`;

/** A resource of the template that is accepted but not run, and why that is right. */
export type InertResource = { logicalId: string; type: string; name: string; reason: string };
