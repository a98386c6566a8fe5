/** Prints what a command found on stdout: `text`, or with --json `value` as one line of JSON. */
export const printResult = ({ json }: { readonly json?: boolean }, value: unknown, text: string): void =>
  void process.stdout.write(json === true ? `${JSON.stringify(value)}\n` : text);

/** Prints what a person should know beside the result on stderr: whole lines, and none with --json. */
export const printNote = ({ json }: { readonly json?: boolean }, ...lines: readonly string[]): void => {
  if (json !== true) process.stderr.write(lines.join(''));
};
