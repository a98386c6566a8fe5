import type { Template } from 'aws-cdk-lib/assertions';

/** What each role may do: one line, `action on resource`, for each action and resource, sorted. */
export type Privileges = ReadonlyMap<string, readonly string[]>;

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

const withoutHash = (logicalId: string): string => logicalId.replace(/[0-9A-F]{8}$/, '');

/** A statement's resource in readable form: logical ids without their hashes. */
const shown = (resource: unknown): string => {
  if (typeof resource === 'string') return resource;
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = Object(resource);
  if (Ref !== undefined) return withoutHash(Ref);
  if (attribute !== undefined) return withoutHash(String([attribute].flat()[0]).split('.')[0] ?? '');
  if (join !== undefined) return join[1].map(shown).join(join[0]);
  return JSON.stringify(resource);
};

/** The statements of every role's policies in the template, by the role's logical id without its hash. */
export const privilegesIn = (template: Template): Privileges => {
  const lines = new Map<string, string[]>();
  for (const { Properties } of Object.values(template.findResources('AWS::IAM::Policy'))) {
    const statements: Statement[] = Properties.PolicyDocument.Statement;
    for (const role of Properties.Roles.map(shown)) {
      const granted = statements.flatMap(({ Effect, Action, Resource }) =>
        [Action]
          .flat()
          .flatMap((action) =>
            [Resource]
              .flat()
              .map((resource) => `${Effect === 'Allow' ? '' : `${Effect} `}${action} on ${shown(resource)}`),
          ),
      );
      lines.set(role, [...(lines.get(role) ?? []), ...granted].toSorted());
    }
  }
  return new Map([...lines].toSorted(([a], [b]) => a.localeCompare(b)));
};
