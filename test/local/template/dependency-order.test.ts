// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the placeholders of templates and definitions
import { expect, test } from '@jest/globals';
import { dependencyOrder } from '../../../local/template/dependency-order.ts';
import { parameterLookup } from '../../../local/template/parameters.ts';
import { parseTemplate } from '../../../local/template/template.ts';

const order = (resources: Record<string, object>): string[] => [
  ...dependencyOrder(
    parseTemplate(
      {
        Resources: Object.fromEntries(
          Object.entries(resources).map(([id, rest]) => [id, { Type: 'A::B::C', ...rest }]),
        ),
      },
      'template.json',
    ).resources,
    { parameter: parameterLookup({}, 'Shop') },
  ).keys(),
];

test('a resource comes after everything that it refers to, by any intrinsic', () => {
  const ids = order({
    Last: { Properties: { a: { 'Fn::Sub': '${Sub.Arn} ${AWS::Region} ${!Not} ${var}' }, b: { Ref: 'Ref' } } },
    Sub: { Properties: { a: { 'Fn::Join': ['', ['x', { 'Fn::GetAtt': ['First', 'Arn'] }]] } } },
    Ref: { Properties: { a: [{ 'Fn::GetAtt': 'Sub.Arn' }] }, DependsOn: ['First'] },
    First: {},
    var: {},
  });
  expect(ids).toEqual(['First', 'Sub', 'var', 'Ref', 'Last']);
});

test('a circle is named whole', () => {
  expect(() =>
    order({
      A: { Properties: { a: { Ref: 'B' } } },
      B: { DependsOn: 'C' },
      C: { Properties: { a: { Ref: 'A' } } },
    }),
  ).toThrow('C and A depend on each other: A → B → C → A');
});

test('an unknown reference names both ends', () => {
  expect(() => order({ Reader: { Properties: { a: { b: [{ Ref: 'Ghost' }] } } } })).toThrow(
    /^Reader refers to Ghost/,
  );
});

test('DependsOn on what is not declared is refused', () => {
  expect(() => order({ A: { DependsOn: ['Ghost'] } })).toThrow(
    'A depends on Ghost, which the template does not',
  );
});
