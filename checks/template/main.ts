import { globSync } from 'node:fs';
import { join } from 'node:path';
import { checkProgram, type Run } from '../deployment/tools/check-program.ts';
import { BINARIES, baseEnvironment, PROJECT } from '../deployment/tools/project.ts';
import { LINT_TOOLS } from '../deployment/tools/python-tools.ts';
import { runCommand } from '../deployment/tools/run-command.ts';
import { runSteps } from '../deployment/tools/steps.ts';

const HELP = `Usage: npm run test:template

Synthesizes the template of each variant of the stack, and checks it with CDK and cfn-lint; a warning from cfn-lint
counts as an error. Installs cfn-lint under .tripstream/; needs Python 3.10 or newer.
`;

/** The variants whose templates differ in their resources. */
const VARIANTS: readonly (readonly string[])[] = [
  ['stage=dev'],
  ['stage=dev', 'kms=customer'],
  ['stage=prod'],
  ['stage=prod', 'kms=customer', 'alarmEmail=oncall@example.com'],
];

const checkTemplates = async ({ scratchDir, signal }: Run): Promise<string> => {
  const options = { env: baseEnvironment(), cwd: PROJECT, signal };
  const synthesize = async (): Promise<void> => {
    for (const [index, context] of VARIANTS.entries()) {
      const output = ['--output', join(scratchDir, `variant-${index}`)];
      const settings = context.flatMap((setting) => ['-c', setting]);
      await runCommand(join(BINARIES, 'cdk'), ['synth', '--quiet', ...output, ...settings], options);
    }
  };
  // One is network-bound, the other CPU-bound.
  const [programs] = await Promise.all([LINT_TOOLS.install(signal), synthesize()]);
  const templates = globSync(join(scratchDir, 'variant-*', '*.template.json'));
  await runCommand(join(programs, 'cfn-lint'), templates, options);
  return `no error and no warning in ${templates.length} variants of the template`;
};

await checkProgram('template', HELP, (run) =>
  runSteps(
    [{ name: `cfn-lint ${LINT_TOOLS.versionOf('cfn-lint')}`, run: () => checkTemplates(run) }],
    run.tally,
    run.signal,
  ),
);
