import { globSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { readSettings } from '../../infra/settings/settings.ts';
import { TripstreamStack } from '../../infra/tripstream-stack.ts';
import { checkProgram, type Run } from '../deployment/tools/check-program.ts';
import { baseEnvironment, PROJECT } from '../deployment/tools/project.ts';
import { LINT_TOOLS } from '../deployment/tools/python-tools.ts';
import { runCommand } from '../deployment/tools/run-command.ts';
import { runSteps } from '../deployment/tools/steps.ts';

const HELP = `Usage: npm run test:template

Synthesizes the template of each stack variant and checks it with cfn-lint; a warning fails like an error. Installs
cfn-lint under .tripstream/; needs Python 3.10 or newer.
`;

/** The variants whose templates differ in their resources. */
const VARIANTS: readonly Readonly<Record<string, string>>[] = [
  { stage: 'dev' },
  { stage: 'dev', kms: 'customer' },
  { stage: 'prod' },
  { stage: 'prod', kms: 'customer', alarmEmail: 'oncall@example.com' },
];

/** Writes the template, without the bundles, to `outdir`. */
const synthesize = (context: Readonly<Record<string, string>>, outdir: string): void => {
  const app = new App({ outdir, context: { ...cdkJson.context, 'aws:cdk:bundling-stacks': [], ...context } });
  const settings = readSettings(app.node);
  new TripstreamStack(app, `Tripstream-${settings.stage}`, { settings });
  app.synth();
};

const checkTemplates = async ({ scratchDir, signal }: Run): Promise<string> => {
  // test/infra/security.test.ts has CDK check the same templates.
  process.env.CDK_VALIDATION = 'false';
  for (const [index, context] of VARIANTS.entries())
    synthesize(context, join(scratchDir, `variant-${index}`));
  const templates = globSync(join(scratchDir, 'variant-*', '*.template.json'));
  const programs = await LINT_TOOLS.install(signal);
  await runCommand(join(programs, 'cfn-lint'), templates, { env: baseEnvironment(), cwd: PROJECT, signal });
  return `no error and no warning in ${templates.length} variants of the template`;
};

await checkProgram('template', HELP, (run) =>
  runSteps(
    [{ name: `cfn-lint ${LINT_TOOLS.versionOf('cfn-lint')}`, run: () => checkTemplates(run) }],
    run.tally,
    run.signal,
  ),
);
