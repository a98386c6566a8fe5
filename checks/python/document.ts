import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../deployment/tools/project.ts';

/** The fenced blocks of a page, in order, with the language that each one names. */
const blocksOf = (page: string): { language: string; text: string }[] =>
  [...page.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language = '', text = '']) => ({ language, text }));

/** The two programs in docs/python.md, and the output that it shows for the second one. */
export const readDocument = (page = readFileSync(join(PROJECT, 'docs', 'python.md'), 'utf8')) => {
  const blocks = blocksOf(page);
  const languages = blocks.map(({ language }) => language).join();
  const [send, read, output] = blocks.map(({ text }) => text);
  if (languages !== 'python,python,' || send === undefined || read === undefined || output === undefined)
    throw new Error('docs/python.md must have two Python programs, followed by the output of the second one');
  return { send, read, output };
};
