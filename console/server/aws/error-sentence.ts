import { accessRemedy, type StackTarget } from '../../../producer/stack/stack-outputs.ts';
import { oneLine } from '../../../producer/terminal/command-error.ts';

/** Turns a line of CLI output into a sentence. A file name at its beginning keeps its case. */
export const sentenceFrom = (line: string): string => {
  const isName = /^\S*[./_]\S/.test(line);
  const sentence = isName ? line : line.slice(0, 1).toUpperCase() + line.slice(1);
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
};

/** What went wrong, as a sentence to show on a page. */
export const sentenceOf = (error: unknown, target: StackTarget): string =>
  sentenceFrom(accessRemedy(error, target) ?? oneLine(error));
