import { expect, test } from '@jest/globals';
import { readDocument } from '../../../checks/python/document.ts';

const PAGE =
  'Send:\n\n```python\nsend()\n```\n\nRead:\n\n```python\nread()\n```\n\nIt prints:\n\n```\n12.5\n```\n';

test('the programs and the output are taken from the page unchanged', () => {
  expect(readDocument(PAGE)).toEqual({ send: 'send()\n', read: 'read()\n', output: '12.5\n' });
});

test('a page with another block is refused, so that no block is left untested', () => {
  expect(() => readDocument(`${PAGE}\n\`\`\`python\nthird()\n\`\`\`\n`)).toThrow('docs/python.md must have');
});

test('docs/python.md has these blocks', () => {
  expect(readDocument()).toMatchObject({ send: expect.stringContaining('put_record') });
});
