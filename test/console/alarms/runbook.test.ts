import { expect, test } from '@jest/globals';
import { sectionOf } from '../../../console/server/alarms/runbook.ts';

const RUNBOOK = `# Runbook

## Queues

### \`full\`, \`nearly-full\`

It is full. Look
at it.

\`\`\`sh
one --a
two
\`\`\`

Then go on.

### \`empty\`

Nothing.
`;

test('a section of the runbook is found by any of the names in its heading, and split into text and commands', () => {
  const blocks = [
    { kind: 'text', text: 'It is full. Look at it.' },
    { kind: 'commands', text: 'one --a\ntwo' },
    { kind: 'text', text: 'Then go on.' },
  ];
  expect(sectionOf(RUNBOOK, 'full')).toEqual(blocks);
  expect(sectionOf(RUNBOOK, 'nearly-full')).toEqual(blocks);
  expect(sectionOf(RUNBOOK, 'empty')).toEqual([{ kind: 'text', text: 'Nothing.' }]);
});

test('there is no section for a name that is only part of one', () => {
  expect(sectionOf(RUNBOOK, 'nearly')).toBeUndefined();
});
