import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunbookBlock } from '../../api/pipeline.ts';

const RUNBOOK = join(import.meta.dirname, '..', '..', '..', 'docs', 'runbook.md');

const COMMANDS = /```sh\n(.*?)\n```/s;

const blocksOf = (text: string): readonly RunbookBlock[] =>
  // Splitting by a regular expression with a group puts the group's match at every other place.
  text.split(COMMANDS).flatMap((part, index): RunbookBlock[] => {
    if (index % 2 === 1) return [{ kind: 'commands', text: part }];
    const paragraphs = part.split(/\n\n+/).map((paragraph) => paragraph.trim().replaceAll('\n', ' '));
    return paragraphs.filter((paragraph) => paragraph !== '').map((one) => ({ kind: 'text', text: one }));
  });

/** The text of a runbook below the heading that names `section`; undefined if no heading does. */
export const sectionOf = (runbook: string, section: string): readonly RunbookBlock[] | undefined => {
  for (const part of runbook.split(/^(?=#{2,3} )/m)) {
    const [heading = '', ...lines] = part.split('\n');
    if (heading.includes(`\`${section}\``)) return blocksOf(lines.join('\n'));
  }
  return undefined;
};

/** The section of docs/runbook.md about an alarm; undefined if there is none. */
export const runbookSectionOf = async (section: string): Promise<readonly RunbookBlock[] | undefined> =>
  sectionOf(await readFile(RUNBOOK, 'utf8'), section);
