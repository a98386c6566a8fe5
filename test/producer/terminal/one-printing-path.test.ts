import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { alignedLines, printable, visible, visibleJson } from '../../../producer/terminal/text.ts';

const PROJECT = join(import.meta.dirname, '..', '..', '..');

/** What terminals obey, what changes the text direction, and what ends a line for some readers. */
const HOSTILE =
  '\u0000\u0007\b\t\r\u001b[31m\u007f\u0085\u009b2J\u200b\u200e\u202e\u2028\u2029\u2066\ufeff\u{e0041}\ud800';

test('nothing but the printing path writes to stdout or stderr', () => {
  const sources = globSync(['producer/**/*.ts', 'console/*.ts', 'console/server/**/*.ts'], { cwd: PROJECT });
  const writers = sources.filter((file) =>
    /\bconsole\.(log|error|warn|info)\b|process\.(stdout|stderr)\b|'inherit'/.test(
      readFileSync(join(PROJECT, file), 'utf8'),
    ),
  );
  expect(writers.toSorted()).toEqual(['producer/terminal/output.ts', 'producer/terminal/progress.ts']);
});

describe('text on its way to a terminal', () => {
  const shown =
    '\\u0000\\u0007\\u0008\\u0009\\u000d\\u001b[31m\\u007f\\u0085\\u009b2J\\u200b\\u200e\\u202e\\u2028\\u2029\\u2066\\ufeff\\udb40\\udc41\\ud800';

  test('keeps its line ends and shows all else that a terminal would obey', () => {
    expect(visible(`one ${HOSTILE}\ntwo 🚕 é 名\n`)).toBe(`one ${shown}\ntwo 🚕 é 名\n`);
  });

  test('of unknown origin keeps no line end either', () => {
    expect(printable(`a\n${HOSTILE}`)).toBe(`a\\u000a${shown}`);
    expect(printable('abcdef\n', 3)).toBe('abc… (7 characters)');
    expect(alignedLines([['a\nb', 'c']])).toEqual(['  a\\u000ab  c']);
  });

  test('that is JSON has the same value afterwards', () => {
    const value = { [HOSTILE]: [`\\${HOSTILE}"`, 1.5] };
    for (const json of [JSON.stringify(value), JSON.stringify(value, null, '\t').replaceAll('\n', '\r\n')]) {
      const printed = visibleJson(json);
      expect(JSON.parse(printed)).toEqual(value);
      expect(printed).not.toMatch(/[^\n\t\P{Cc}]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    }
  });
});
