import { createHash } from 'node:crypto';

export type Naming = {
  /** The template property that gives the name, if the template gives one. */
  property: string;
  maxLength: number;
  lowerCase?: boolean;
};

const HASH_LENGTH = 8;

/**
 * The name of a resource that the template leaves unnamed: `<StackName>-<LogicalId>`, the same at every start,
 * cut to the service's limit with a hash that keeps two long names apart.
 */
export const generatedName = (stackName: string, logicalId: string, naming: Naming): string => {
  const full = `${stackName}-${logicalId}`;
  const name = naming.lowerCase ? full.toLowerCase() : full;
  if (name.length <= naming.maxLength) return name;
  const hash = createHash('sha256').update(full).digest('hex').slice(0, HASH_LENGTH);
  return `${name.slice(0, naming.maxLength - HASH_LENGTH - 1)}-${hash}`;
};
