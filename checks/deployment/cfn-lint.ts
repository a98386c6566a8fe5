import { globSync } from 'node:fs';
import { join } from 'node:path';
import { BINARIES, baseEnvironment, PROJECT } from './tools/project.ts';
import { DEPLOYMENT_TOOLS } from './tools/python-tools.ts';
import { runCommand } from './tools/run-command.ts';
import type { Step } from './tools/steps.ts';

/** The templates that differ in their resources. */
const VARIANTS: readonly (readonly string[])[] = [
  ['stage=dev'],
  ['stage=dev', 'kms=customer'],
  ['stage=prod'],
  ['stage=prod', 'kms=customer', 'alarmEmail=oncall@example.com'],
];

/** Has the template of each variant checked by CDK and by cfn-lint; a warning of the latter fails like an error. */
export const cfnLintStep = (scratchDir: string, signal: AbortSignal): Step => ({
  name: `cfn-lint ${DEPLOYMENT_TOOLS.versionOf('cfn-lint')}`,
  run: async () => {
    const options = { env: baseEnvironment(), cwd: PROJECT, signal };
    const synthesize = async (): Promise<void> => {
      for (const [index, context] of VARIANTS.entries()) {
        const output = ['--output', join(scratchDir, `lint-${index}`)];
        const settings = context.flatMap((setting) => ['-c', setting]);
        await runCommand(join(BINARIES, 'cdk'), ['synth', '--quiet', ...output, ...settings], options);
      }
    };
    // One is bound by the network, the other by the processor.
    const [programs] = await Promise.all([DEPLOYMENT_TOOLS.install(signal), synthesize()]);
    const templates = globSync(join(scratchDir, 'lint-*', '*.template.json'));
    await runCommand(join(programs, 'cfn-lint'), templates, options);
    return `no error and no warning in ${templates.length} variants of the template`;
  },
});
