import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { rulesTable } from '../../../checks/docs/fidelity-tables.ts';
import { fields, honoured, ignored, items, only } from '../../../local/template/property-rules.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/local-fidelity.md'), 'utf8');

/** The text between the two markers in docs/local-fidelity.md. */
const generatedSection =
  page.split('<!-- written by: npm run docs:local-fidelity -->')[1]?.split('<!-- end -->')[0] ?? '';

test('docs/local-fidelity.md has what the script prints (if not: paste it between the markers)', async () => {
  const script = join(import.meta.dirname, '../../../checks/docs/fidelity-tables.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script]);
  expect(generatedSection.trim()).toBe(stdout.trim());
});

test('a row says what happens to which properties, and why; nested properties are listed by their path', () => {
  const rules = {
    Tags: ignored('tags are not kept'),
    Kind: only(['A', false, { B: [] }], 'there is no C'),
    Name: honoured,
    Inner: fields({ Size: honoured, Shape: honoured, Tags: ignored('tags are not kept') }),
    List: items({ Deep: fields({ Colour: ignored('it is dark') }) }),
  };
  expect(rulesTable(rules).split('\n')).toEqual([
    '| here | properties | because |',
    '| --- | --- | --- |',
    '| honoured | `Name`<br>in `Inner`: `Size`, `Shape` |  |',
    '| only `A` or `false` or `{"B":[]}` | `Kind` | there is no C |',
    '| irrelevant | `Tags`<br>in `Inner`: `Tags` | tags are not kept |',
    '| irrelevant | in `List[].Deep`: `Colour` | it is dark |',
  ]);
});

test('every relative link of the page leads to a file', () => {
  const targets = [...page.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target = '']) => target);
  expect(targets.length).toBeGreaterThan(0);
  for (const target of targets) {
    expect(() => readFileSync(join(import.meta.dirname, '../../../docs', target))).not.toThrow(/ENOENT/);
  }
});
