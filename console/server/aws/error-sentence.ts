import { accessRemedy, type StackTarget } from '../../../producer/stack/stack-outputs.ts';
import { oneLine } from '../../../producer/terminal/command-error.ts';

/** What went wrong as a sentence that a person reads on a page. */
export const sentenceOf = (error: unknown, target: StackTarget): string => {
  const line = accessRemedy(error, target) ?? oneLine(error);
  const isWord = /^[a-z]+ /.test(line);
  // The name of a file stays as it is.
  const sentence = isWord ? line.slice(0, 1).toUpperCase() + line.slice(1) : line;
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
};
