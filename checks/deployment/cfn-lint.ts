import { globSync } from 'node:fs';
import { join } from 'node:path';
import { BINARIES, baseEnvironment, PROJECT } from './tools/project.ts';
import { pythonTool } from './tools/python-tool.ts';
import { runCommand } from './tools/run-command.ts';
import type { Step } from './tools/steps.ts';

const CFN_LINT = pythonTool('cfn-lint');

/** The templates that differ in their resources. */
const VARIANTS: readonly (readonly string[])[] = [
  ['stage=dev'],
  ['stage=dev', 'kms=customer'],
  ['stage=prod', 'kms=customer', 'alarmEmail=oncall@example.com'],
];

/** Lints the template of each variant; a warning fails like an error. */
export const cfnLintStep = (scratchDir: string, signal: AbortSignal): Step => ({
  name: `cfn-lint ${CFN_LINT.version}`,
  run: async () => {
    const programs = await CFN_LINT.install(signal);
    for (const [index, context] of VARIANTS.entries()) {
      const output = join(scratchDir, `lint-${index}`);
      const options = { env: baseEnvironment(), cwd: PROJECT, signal };
      const arguments_ = context.flatMap((setting) => ['-c', setting]);
      await runCommand(
        join(BINARIES, 'cdk'),
        ['synth', '--quiet', '--output', output, ...arguments_],
        options,
      );
      await runCommand(join(programs, 'cfn-lint'), globSync(join(output, '*.template.json')), options);
    }
    return `no error and no warning in ${VARIANTS.length} variants of the template`;
  },
});
