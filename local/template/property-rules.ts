import { isObject, type Properties } from '../values/json.ts';

/** What the local cloud does with one property of a resource type. A property that no rule names prevents the start. */
export type Rule =
  | { kind: 'honoured' }
  | { kind: 'ignored'; reason: string }
  | { kind: 'only'; allowed: readonly unknown[]; reason: string }
  | { kind: 'fields'; rules: PropertyRules }
  | { kind: 'items'; rules: PropertyRules };

export type PropertyRules = { readonly [property: string]: Rule };

/** The property works as on AWS. */
export const honoured: Rule = { kind: 'honoured' };

/** The property may be there and has no effect locally; `reason` says why that cannot change a result. */
export const ignored = (reason: string): Rule => ({ kind: 'ignored', reason });

/** Only these values work locally; `reason` says what the local cloud lacks for any other. */
export const only = (allowed: readonly unknown[], reason: string): Rule => ({
  kind: 'only',
  allowed,
  reason,
});

/** An object whose properties have rules of their own. */
export const fields = (rules: PropertyRules): Rule => ({ kind: 'fields', rules });

/** A list of such objects. */
export const items = (rules: PropertyRules): Rule => ({ kind: 'items', rules });

/** A property that breaks its rule, or that no rule names. */
export interface Violation {
  /** Dotted, from the top of the resource. */
  readonly property: string;
  readonly value: unknown;
  /** The values that work here; undefined for a property that no rule names. */
  readonly allowed?: readonly string[];
  readonly reason: string;
}

/** The properties that the local cloud would run differently from AWS without saying so. */
export const violations = (properties: Properties, rules: PropertyRules, path = ''): Violation[] =>
  Object.entries(properties).flatMap(([name, value]) => {
    const rule = rules[name];
    const property = path === '' ? name : `${path}.${name}`;
    if (rule !== undefined) return violationsOf(rule, property, value);
    return [{ property, value, reason: 'no rule names it' }];
  });

const violationsOf = (rule: Rule, property: string, value: unknown): Violation[] => {
  switch (rule.kind) {
    case 'honoured':
    case 'ignored':
      return [];
    case 'only': {
      const allowed = rule.allowed.map(asText);
      return allowed.includes(asText(value)) ? [] : [{ property, value, allowed, reason: rule.reason }];
    }
    case 'fields':
      if (isObject(value)) return violations(value, rule.rules, property);
      return [{ property, value, allowed: ['an object'], reason: 'its properties have rules of their own' }];
    case 'items':
      if (!Array.isArray(value)) {
        return [{ property, value, allowed: ['a list'], reason: 'its items have rules of their own' }];
      }
      return value.flatMap((item: unknown, index) =>
        violationsOf(fields(rule.rules), `${property}[${index}]`, item),
      );
  }
};

/** Violations as lines of a refusal; `resource` names the resource. */
export const violationLines = (resource: string, found: readonly Violation[]): string[] =>
  found.map(({ property, value, allowed, reason }) =>
    allowed === undefined
      ? `${resource}: the local cloud does not know the property ${property}, which could change how the ` +
        'pipeline behaves; remove it, or add it to the rules of its resource type in local/'
      : `${resource}: ${property} is ${asText(value)}, locally it can only be ${allowed.join(' or ')}: ${reason}`,
  );

/** CloudFormation takes `"false"` for `false` and `"1"` for `1`, so both spellings compare as text. */
const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
