import { accessRemedy, type StackTarget } from '../../../producer/stack/stack-outputs.ts';
import { oneLine } from '../../../producer/terminal/command-error.ts';

/** A line of the command line as a sentence. A name of a file at its beginning stays as it is. */
export const sentenceFrom = (line: string): string => {
  const isName = /^\S*[./_]\S/.test(line);
  const sentence = isName ? line : line.slice(0, 1).toUpperCase() + line.slice(1);
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
};

/** What went wrong as a sentence that a person reads on a page. */
export const sentenceOf = (error: unknown, target: StackTarget): string =>
  sentenceFrom(accessRemedy(error, target) ?? oneLine(error));
