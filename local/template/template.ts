import { isObject, type Properties } from '../values/json.ts';
import { Refusal } from '../values/refusal.ts';

export type ResourceDeclaration = {
  type: string;
  properties: Properties;
  dependsOn: string[];
};

/** A CloudFormation template with its sections checked for shape; values still hold intrinsic calls. */
export type Template = {
  parameters: Properties;
  resources: Map<string, ResourceDeclaration>;
  outputs: Map<string, unknown>;
};

/** Sections that change the meaning of others, and that are not read here. */
const UNREAD_SECTIONS = ['Conditions', 'Mappings', 'Transform'];

/** @throws Refusal when the document is not a template that the local cloud can read. */
export const parseTemplate = (document: unknown, fileName: string): Template => {
  if (!isObject(document)) throw new Refusal(`${fileName}: a template is a JSON object`);
  const unread = UNREAD_SECTIONS.find((name) => document[name] !== undefined);
  if (unread !== undefined) {
    throw new Refusal(`${fileName}: the local cloud does not read ${unread}; remove it to run locally`);
  }
  const section = (name: string): Properties => {
    const value = document[name] ?? {};
    if (!isObject(value)) throw new Refusal(`${fileName}: section ${name} is not an object`);
    return value;
  };
  const resources = new Map(
    Object.entries(section('Resources')).map(([id, value]) => [id, parseResource(id, value, fileName)]),
  );
  for (const [id, { dependsOn }] of resources) {
    const unknown = dependsOn.find((name) => !resources.has(name));
    if (unknown !== undefined) {
      throw new Refusal(`${id} depends on ${unknown}, which the template does not declare`);
    }
  }
  return {
    parameters: section('Parameters'),
    resources,
    outputs: new Map(
      Object.entries(section('Outputs')).map(([id, value]) => [id, outputValue(id, value, fileName)]),
    ),
  };
};

const parseResource = (logicalId: string, value: unknown, fileName: string): ResourceDeclaration => {
  if (!isObject(value) || typeof value.Type !== 'string') {
    throw new Refusal(`${fileName}: resource ${logicalId} has no Type`);
  }
  const properties = value.Properties ?? {};
  if (!isObject(properties)) throw new Refusal(`${fileName}: ${logicalId}.Properties is not an object`);
  const dependsOn = [value.DependsOn ?? []].flat();
  return {
    type: value.Type,
    properties,
    dependsOn: dependsOn.filter((name) => typeof name === 'string'),
  };
};

const outputValue = (name: string, output: unknown, fileName: string): unknown => {
  if (isObject(output) && output.Value !== undefined) return output.Value;
  throw new Refusal(`${fileName}: output ${name} has no Value`);
};
