import { writeError, writeJson, writeOut } from './output.ts';
import { aboveAnyProgress } from './progress.ts';

/** Prints a command's result to stdout: `text`, or with --json `value` as one line of JSON. */
export const printResult = ({ json }: { readonly json?: boolean }, value: unknown, text: string): void =>
  json === true ? writeJson(`${JSON.stringify(value)}\n`) : writeOut(text);

/** Prints a JSON file to stdout: the file itself with --json, otherwise `text`. */
export const printFile = ({ json }: { readonly json?: boolean }, file: string, text: () => string): void =>
  json === true ? writeJson(file) : writeOut(text());

/** Prints to stderr, in whole lines, what a person should know besides the result; nothing with --json. */
export const printNote = ({ json }: { readonly json?: boolean }, ...lines: readonly string[]): void => {
  if (json !== true) writeError(lines.join(''));
};

let isQuiet = false;

/** Whether {@link tellAside} is silent, because a program reads the output. */
export const setQuiet = (quiet: boolean): void => {
  isQuiet = quiet;
};

/** Prints to stderr, in whole lines above any progress, what happens meanwhile; nothing with --json. */
export const tellAside = (lines: string): void => {
  if (!isQuiet) aboveAnyProgress(lines);
};
