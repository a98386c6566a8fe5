import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';

const PAGE = join(import.meta.dirname, '..', 'docs', 'performance.md');

/** The sections of docs/performance.md, in order. Each is written by one command. */
const SECTIONS = {
  speed: { title: 'Side by side', command: 'npm run bench -- --write' },
  day: { title: 'A day of a real city', command: 'npm run bench:day -- --write' },
  night: { title: 'The nightly run at any size', command: 'npm run simulate -- --write' },
} as const;

export type Section = keyof typeof SECTIONS;

const INTRODUCTION = `# Performance

No figure on this page is typed by hand: the command named under each heading measures what follows and writes it here.
Nothing on this page has run on AWS. Quote the ratios; the times say little about other machines.
`;

const beginOf = (section: Section): string => `<!-- ${section} -->`;
const endOf = (section: Section): string => `<!-- /${section} -->`;

const bodyIn = (page: string, section: Section): string | undefined => {
  const from = page.indexOf(beginOf(section));
  const to = page.indexOf(endOf(section));
  return from < 0 || to < from ? undefined : page.slice(from + beginOf(section).length, to).trim();
};

const sectionText = (section: Section, body: string): string => {
  const { title, command } = SECTIONS[section];
  return `## ${title}\n\nWritten by \`${command}\`.\n\n${beginOf(section)}\n${body.trim()}\n${endOf(section)}\n`;
};

/** The whole page with the body of one section replaced. A section that has not been written yet says so. */
export const pageWith = (page: string, section: Section, body: string): string => {
  const sections: readonly Section[] = ['speed', 'day', 'night'];
  return [
    INTRODUCTION,
    ...sections.map((each) =>
      sectionText(each, each === section ? body : (bodyIn(page, each) ?? 'Not measured yet.')),
    ),
  ].join('\n');
};

/** When and where figures were measured. */
export const measuredOn = (): string =>
  `Measured on ${new Date().toISOString().slice(0, 10)} with Node ${process.versions.node} on ${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}).`;

/** Writes the body of a section into docs/performance.md. */
export const writeSection = async (section: Section, body: string): Promise<void> => {
  const page = await readFile(PAGE, 'utf8').catch((error: unknown) => {
    if (Error.isError(error) && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  });
  await writeFile(PAGE, pageWith(page, section, body));
};
