// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the placeholders of templates and definitions
import { expect, test } from '@jest/globals';
import { stateMachineDefinition } from '../../../../local/stack/resource-types/state-machine.ts';

test('placeholders are replaced as text, numbers without quotes', () => {
  expect(
    stateMachineDefinition('Daily', '{"Resource": "${Plan}:1", "MaxConcurrency": ${Width}, "P": "$.x"}', {
      Plan: 'arn:plan',
      Width: 8,
    }),
  ).toEqual({ Resource: 'arn:plan:1', MaxConcurrency: 8, P: '$.x' });
});

test('a placeholder without a substitution is refused by name', () => {
  expect(() => stateMachineDefinition('Daily', '{"Resource": "${Plan}"}', { Pan: 'x' })).toThrow(
    'Daily: the definition has ${Plan}, which DefinitionSubstitutions does not give',
  );
});

test('a definition that is not JSON after the replacement is refused', () => {
  expect(() => stateMachineDefinition('Daily', '{"a": ${B}}', { B: 'text' })).toThrow(
    /^Daily: the definition is not JSON/,
  );
});
