import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

const { scripts }: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync(join(ROOT, 'package.json'), 'utf8'),
);

const textOf = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

/** GitHub's anchor for a heading: lower case, no punctuation, a hyphen for each space. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

const anchorsIn = (page: string): readonly string[] =>
  [...textOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

/** Files and folders that the text names in code spans, such as `functions/trip/metrics.ts`; patterns and places left out. */
const pathsIn = (text: string): readonly string[] => {
  const folders = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const isOurs = (path: string): boolean => folders.some(({ name }) => path.startsWith(`${name}/`));
  return [...text.matchAll(/`([\w./-]+)`/g)].map(([, path = '']) => path).filter(isOurs);
};

describe.each(PAGES)('%s', (page) => {
  const text = textOf(page);

  test('has relative links only to what exists', () => {
    const broken = [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)]
      .map(([, target = '', anchor]) => ({
        target: target === '' ? page : join(dirname(page), target),
        anchor,
      }))
      .filter(
        ({ target, anchor }) =>
          !existsSync(join(ROOT, target)) || (anchor !== undefined && !anchorsIn(target).includes(anchor)),
      );
    expect(broken).toEqual([]);
  });

  test('names only scripts that package.json has', () => {
    const named = [...text.matchAll(/npm run (?:--silent )?([\w:-]*\w)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  test('names only files and folders that exist', () => {
    expect(pathsIn(text).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});

test('the pages link to each other and name scripts, so that the checks above check something', () => {
  const all = PAGES.map(textOf).join('\n');
  expect(all).toMatch(/\]\(docs\/decisions\.md\)/);
  expect(all).toMatch(/npm run demo/);
  expect(pathsIn(all).length).toBeGreaterThan(10);
});
