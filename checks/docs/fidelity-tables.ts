import { withoutLocalBehaviour } from '../../local/stack/resource-types/without-local-behaviour.ts';
import { resourceTypes } from '../../local/stack/resource-types.ts';
import type { PropertyRules, Rule } from '../../local/template/property-rules.ts';

/** How one property is handled, and why. */
interface Verdict {
  readonly here: string;
  /** The path of the property's parent within the resource's properties; empty at the top. `[]` marks a list. */
  readonly parent: string;
  readonly name: string;
  readonly because: string;
}

const HONOURED = 'honoured';
const IRRELEVANT = 'irrelevant';

const code = (text: string): string => `\`${text}\``;

const verdictsOn = (parent: string, name: string, rule: Rule): Verdict[] => {
  const path = parent === '' ? name : `${parent}.${name}`;
  switch (rule.kind) {
    case 'honoured':
      return [{ here: HONOURED, parent, name, because: '' }];
    case 'ignored':
      return [{ here: IRRELEVANT, parent, name, because: rule.reason }];
    case 'only': {
      const allowed = rule.allowed.map((value) =>
        code(typeof value === 'string' ? value : JSON.stringify(value)),
      );
      return [{ here: `only ${allowed.join(' or ')}`, parent, name, because: rule.reason }];
    }
    case 'fields':
      return verdicts(rule.rules, path);
    case 'items':
      return verdicts(rule.rules, `${path}[]`);
  }
};

const verdicts = (rules: PropertyRules, parent = ''): Verdict[] =>
  Object.entries(rules).flatMap(([name, rule]) => verdictsOn(parent, name, rule));

/** Properties that work as on AWS come first, then those for which only some values are accepted. */
const rank = ({ here }: Verdict): number => (here === HONOURED ? 0 : here === IRRELEVANT ? 2 : 1);

const table = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [header, header.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** The names in one table cell: top-level ones first, then a line for each nested object. */
const namesOf = (alike: readonly Verdict[]): string =>
  [...Map.groupBy(alike, ({ parent }) => parent)]
    .map(([parent, properties]) => {
      const names = properties.map(({ name }) => code(name)).join(', ');
      return parent === '' ? names : `in ${code(parent)}: ${names}`;
    })
    .join('<br>');

/** One resource type's rules as Markdown: properties that are handled alike, for the same reason, share a row. */
export const rulesTable = (rules: PropertyRules): string => {
  const sorted = verdicts(rules).toSorted(
    (one, other) => rank(one) - rank(other) || one.parent.localeCompare(other.parent),
  );
  const rows = [...Map.groupBy(sorted, ({ here, because }) => `${here} ${because}`).values()];
  return table(
    ['here', 'properties', 'because'],
    rows.map((alike) => [alike[0]?.here ?? '', namesOf(alike), alike[0]?.because ?? '']),
  );
};

const inertTable = (): string => {
  const byReason = Map.groupBy(Object.entries(withoutLocalBehaviour), ([, { reason }]) => reason);
  const rows = [...byReason].map(([reason, types]) => [types.map(([type]) => code(type)).join(', '), reason]);
  return table(['types', 'because'], rows);
};

/** The generated section of docs/local-fidelity.md: how each resource type and property of a template is handled. */
export const fidelityTables = (): string => {
  const run = Object.entries(resourceTypes).map(
    ([type, { rules }]) => `### ${type}\n\n${rulesTable(rules)}\n`,
  );
  return [...run, `### Accepted and not run\n\n${inertTable()}\n`].join('\n');
};

if (import.meta.main) process.stdout.write(`\n${fidelityTables()}\n`);
