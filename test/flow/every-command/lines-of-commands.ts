import type { Command } from 'commander';
import { tripstreamProgram } from '../../../producer/tripstream.ts';
import { BROKEN_DAY, GARBAGE_DAY, type HostileStack, PUBLISHED_DAY, TRIP_ID } from './hostile-stack.ts';
import { HOSTILE } from './hostile-text.ts';

/** How a command is tested against a hostile stack. */
interface Tries {
  /** Arguments with which it prints to stdout and ends, or runs until Ctrl-C. */
  readonly prints: (stack: HostileStack) => readonly string[];
  /** Arguments that meet hostile text, each in a different place. */
  readonly meets: (stack: HostileStack) => readonly (readonly string[])[];
  /** Set if it runs until Ctrl-C: the text that it has printed by then. */
  readonly untilSaid?: string;
}

const none = (): readonly [] => [];
const day = (date: string): string[] => ['--date', date];
const QUIET_DAY = '2024-05-20';

/** By the words that lead to each command. */
export const TRIES: Readonly<Record<string, Tries>> = {
  demo: {
    prints: ({ files }) => ['--starts', files.starts],
    meets: ({ files }) => [
      ['--starts', files.header],
      ['--starts', HOSTILE],
      ['--starts', files.starts, '--faults', files.faults],
    ],
  },
  local: {
    prints: () => ['--port', '0', '--no-console'],
    meets: ({ files }) => [['--port', '0', '--no-console', '--faults', files.faults]],
    untilSaid: 'Press Ctrl-C to stop.',
  },
  console: {
    prints: () => ['--no-open', '--port', '0'],
    meets: () => [
      ['--endpoint', HOSTILE],
      ['--port', HOSTILE],
    ],
    untilSaid: 'Press Ctrl-C to stop.',
  },
  produce: {
    prints: ({ files }) => ['--starts', files.rows],
    meets: ({ files }) => [
      ['--starts', files.header],
      ['--starts', files.rows],
      ['--starts', HOSTILE],
    ],
  },
  status: { prints: none, meets: () => [[]] },
  logs: { prints: () => ['aggregate-partition'], meets: () => [['aggregate-partition'], [HOSTILE]] },
  'kpi run': {
    prints: () => day(QUIET_DAY),
    meets: () => [day(BROKEN_DAY), day(HOSTILE), [...day(BROKEN_DAY), QUIET_DAY]],
  },
  'kpi show': {
    prints: () => day(PUBLISHED_DAY),
    meets: () => [day(PUBLISHED_DAY), day(GARBAGE_DAY), ['--from', PUBLISHED_DAY, '--to', PUBLISHED_DAY]],
  },
  'kpi export': {
    prints: () => ['--from', PUBLISHED_DAY, '--to', PUBLISHED_DAY],
    meets: ({ files }) => [
      ['--from', PUBLISHED_DAY, '--to', PUBLISHED_DAY],
      ['--from', PUBLISHED_DAY, '--to', GARBAGE_DAY],
      ['--from', PUBLISHED_DAY, '--to', PUBLISHED_DAY, '--out', files.free(`days-${HOSTILE}.csv`)],
    ],
  },
  'kpi history': {
    prints: () => day(BROKEN_DAY),
    meets: () => [day(BROKEN_DAY), [...day(BROKEN_DAY), '--execution', HOSTILE]],
  },
  'kpi diff': { prints: () => day(PUBLISHED_DAY), meets: () => [day(PUBLISHED_DAY), day(HOSTILE)] },
  audit: {
    prints: () => [...day(QUIET_DAY), '--yes'],
    meets: () => [
      [...day(PUBLISHED_DAY), '--yes'],
      [...day(BROKEN_DAY), '--yes'],
    ],
  },
  'trip show': { prints: () => [TRIP_ID], meets: () => [[TRIP_ID], [HOSTILE], [`${HOSTILE}-none`]] },
  'quarantine list': { prints: none, meets: () => [[]] },
  'quarantine show': { prints: none, meets: () => [[]] },
  'quarantine export': {
    prints: ({ files }) => ['--out', files.free('closed.csv')],
    meets: ({ files }) => [
      ['--out', files.free(`refused-${HOSTILE}.csv`)],
      ['--out', `${HOSTILE}.xlsx`],
    ],
  },
  'quarantine replay': {
    prints: ({ files }) => [files.repairable, '--dry-run'],
    meets: ({ files }) => [[files.repaired, '--dry-run'], [HOSTILE]],
  },
  redrive: { prints: () => ['--dry-run'], meets: () => [['--dry-run'], []] },
};

/** A command that does something, with the words that lead to it. */
export interface LeafCommand {
  readonly words: string;
  readonly takesJson: boolean;
  readonly takesStack: boolean;
}

const leavesBelow = (command: Command, words: readonly string[]): readonly LeafCommand[] => {
  const takes = (long: string): boolean => command.options.some((option) => option.long === long);
  return command.commands.length === 0
    ? [{ words: words.join(' '), takesJson: takes('--json'), takesStack: takes('--stack') }]
    : command.commands.flatMap((below) => leavesBelow(below, [...words, below.name()]));
};

/** All commands, as the program itself has them. */
export const LEAF_COMMANDS: readonly LeafCommand[] = leavesBelow(await tripstreamProgram(), []);

export const triesOf = ({ words }: LeafCommand): Tries => {
  const tries = TRIES[words];
  if (tries === undefined) throw new Error(`"${words}" is not tried: add it to ${import.meta.filename}`);
  return tries;
};
