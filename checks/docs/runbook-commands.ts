import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const RUNBOOK = join(import.meta.dirname, '..', '..', 'docs', 'runbook.md');

/** What a command needs to run: `tripstream` alone, the AWS CLI, or an AWS account. */
export type Needs = 'tripstream' | 'aws' | 'an AWS account';

/** A command in the runbook, as written there. */
export interface RunbookCommand {
  readonly text: string;
  readonly needs: Needs;
  /** The heading of its section. */
  readonly section: string;
}

const BLOCK = /(?<before>[^\n]*)\n*\n```sh\n(?<commands>.*?)\n```/gs;
/** How the paragraph before a block ends if the block cannot run in the local cloud. */
const AWS_ONLY = /AWS only:$/;

export const readRunbook = (): string => readFileSync(RUNBOOK, 'utf8');

const needsOf = (line: string, isAwsOnly: boolean): Needs => {
  if (isAwsOnly) return 'an AWS account';
  if (line.startsWith('npm run tripstream -- ')) return 'tripstream';
  if (line.startsWith('aws ')) return 'aws';
  throw new Error(`The runbook has a command that no test can run: ${line}`);
};

/**
 * The commands in the runbook's code blocks, in order.
 * @throws {Error} if no test can run a command or a block
 */
export const runbookCommands = (runbook: string): readonly RunbookCommand[] => {
  const otherBlock = /^```(?!sh$|$).*/m.exec(runbook);
  if (otherBlock !== null) throw new Error(`The runbook has a block that no test can run: ${otherBlock[0]}`);
  const sections = runbook.split(/^(?=#{1,3} )/m);
  return sections.flatMap((text) => {
    const section = /^#+ (.*)$/m.exec(text)?.[1] ?? '';
    return [...text.matchAll(BLOCK)].flatMap(({ groups: { before = '', commands = '' } = {} }) =>
      commands
        .split('\n')
        .map((line) => ({ text: line, needs: needsOf(line, AWS_ONLY.test(before.trim())), section })),
    );
  });
};

/** Code spans in the text that look like commands: people would copy them, but no test runs them. */
export const commandsInProse = (runbook: string): readonly string[] =>
  [...runbook.replace(/```sh\n.*?\n```/gs, '').matchAll(/`([^`\n]+)`/g)]
    .map(([, code = '']) => code)
    .filter(
      (code) =>
        /^(?:npx|aws|node) |^npm (?!test$|run test:)/.test(code) ||
        (code.includes(' --') && !code.startsWith('--')),
    );
