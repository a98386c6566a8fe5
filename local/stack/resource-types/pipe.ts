import { parsePipeDefinition } from '../../pipes/definition/pipe-definition.ts';
import { pipeRules } from '../../pipes/definition/pipe-properties.ts';
import { arn } from '../../values/account.ts';
import type { ResourceType } from './resource-type.ts';

export const pipe: ResourceType = {
  rules: pipeRules,
  naming: { property: 'Name', maxLength: 64 },
  identify: (name) => ({ ref: name, attributes: { Arn: arn('pipes', `pipe/${name}`) } }),
  create: ({ name, properties }, { startPipe }) =>
    startPipe(parsePipeDefinition(name, properties), properties),
};
