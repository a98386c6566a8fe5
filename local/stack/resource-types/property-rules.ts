import { isObject, type Properties } from '../../template/value.ts';

/** What the local cloud does with one property of a resource type; what no rule names refuses the start. */
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

/** One line per property that the local cloud would run differently from AWS without saying so. */
export const violations = (
  resource: string,
  properties: Properties,
  rules: PropertyRules,
  path = '',
): string[] =>
  Object.entries(properties).flatMap(([name, value]) => {
    const rule = rules[name];
    const property = path === '' ? name : `${path}.${name}`;
    if (rule !== undefined) return violationsOf(rule, resource, property, value);
    return [
      `${resource}: the local cloud does not know the property ${property}, which could change how the ` +
        'pipeline behaves; remove it, or add it to the rules in local/stack/resource-types',
    ];
  });

const violationsOf = (rule: Rule, resource: string, property: string, value: unknown): string[] => {
  switch (rule.kind) {
    case 'honoured':
    case 'ignored':
      return [];
    case 'only': {
      if (rule.allowed.some((allowed) => asText(allowed) === asText(value))) return [];
      const allowed = rule.allowed.map(asText).join(' or ');
      return [
        `${resource}: ${property} is ${asText(value)}, locally it can only be ${allowed}: ${rule.reason}`,
      ];
    }
    case 'fields':
      if (isObject(value)) return violations(resource, value, rule.rules, property);
      return [`${resource}: ${property} should be an object, not ${asText(value)}`];
    case 'items':
      if (!Array.isArray(value)) return [`${resource}: ${property} should be a list, not ${asText(value)}`];
      return value.flatMap((item: unknown, index) =>
        violationsOf(fields(rule.rules), resource, `${property}[${index}]`, item),
      );
  }
};

/** CloudFormation takes `"false"` for `false` and `"1"` for `1`, so both spellings compare as text. */
const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
