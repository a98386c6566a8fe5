import conditionParser from 'dynalite/db/conditionParser.js';
import updateParser, { type ExpressionParser } from 'dynalite/db/updateParser.js';
import { isObject, type Properties } from '../../values/json.ts';

/** A placeholder in a kept expression, for the value that a request gives under this name. */
class ValueOf {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

interface Kept {
  readonly expression: unknown;
  readonly usedNames: readonly string[];
  readonly usedValues: readonly string[];
}

/** Far more than a program normally has. It limits one that writes its values into its expressions. */
const MOST_KEPT = 1_000;

/** These depend on the value itself; all others depend only on its type. */
const LOOKS_AT_VALUES = /between|attribute_type/i;

const copied = (node: unknown, leaf: (node: unknown) => unknown): unknown => {
  const changed = leaf(node);
  if (changed !== node) return changed;
  if (Array.isArray(node)) return node.map((item) => copied(item, leaf));
  if (!isObject(node)) return node;
  const copy: Properties = {};
  for (const name in node) copy[name] = copied(node[name], leaf);
  return copy;
};

const typeOf = (value: unknown): string => (isObject(value) ? Object.keys(value).join() : typeof value);

/**
 * dynalite parses every expression of every request, which takes longer than running it. Importing this module makes
 * dynalite keep what it has parsed, by the expression, its names, and the types of its values.
 */
const keepParsed = (parser: ExpressionParser): void => {
  const { parse } = parser;
  const kept = new Map<string, Kept>();
  parser.parse = (text, options) => {
    const { attrNames = {}, attrVals = {}, unusedAttrNames, unusedAttrVals } = options.context;
    const types = Object.entries(attrVals).map(([name, value]) => [name, typeOf(value)]);
    const key = JSON.stringify([text, attrNames, types]);
    const known = kept.get(key);
    if (known !== undefined) {
      for (const name of known.usedNames) delete unusedAttrNames[name];
      for (const name of known.usedValues) delete unusedAttrVals[name];
      return copied(known.expression, (node) => (node instanceof ValueOf ? attrVals[node.name] : node));
    }
    const parsed = parse(text, options);
    // A string says what is wrong with the expression.
    if (typeof parsed === 'string' || LOOKS_AT_VALUES.test(text)) return parsed;
    const nameByValue = new Map(Object.entries(attrVals).map(([name, value]) => [value, new ValueOf(name)]));
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, {
      expression: copied(parsed, (node) => (isObject(node) ? (nameByValue.get(node) ?? node) : node)),
      usedNames: Object.keys(attrNames).filter((name) => !(name in unusedAttrNames)),
      usedValues: Object.keys(attrVals).filter((name) => !(name in unusedAttrVals)),
    });
    return parsed;
  };
};

keepParsed(conditionParser);
keepParsed(updateParser);
