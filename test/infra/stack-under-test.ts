import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { readSettings } from '../../infra/settings/settings.ts';
import { TripstreamStack } from '../../infra/tripstream-stack.ts';

export type Context = Readonly<Record<string, unknown>>;

/** More than the quotas of a new account allow. */
export const LARGE_VOLUME = { tripsPerDay: '500000000', raisedQuotas: 'tableWrites:80000' };

/** The app of `cdk synth`, less the bundles: with `cdk.json`'s context, overlaid with `context`. */
export const appWith = (context: Context = {}): { readonly app: App; readonly stack: TripstreamStack } => {
  const app = new App({ context: { ...cdkJson.context, 'aws:cdk:bundling-stacks': [], ...context } });
  return { app, stack: new TripstreamStack(app, 'Tripstream', { settings: readSettings(app.node) }) };
};

interface Synthesis {
  readonly template: Template;
  /** The folder of the cloud assembly. */
  readonly assembly: string;
}

/** CDK checks each template once more, which takes seconds; `npm run synth` and test/infra/security.test.ts have it checked. */
export const withoutCheck = <Result>(synth: () => Result): Result => {
  const before = process.env.CDK_VALIDATION;
  process.env.CDK_VALIDATION = 'false';
  try {
    return synth();
  } finally {
    if (before === undefined) delete process.env.CDK_VALIDATION;
    else process.env.CDK_VALIDATION = before;
  }
};

const syntheses = new Map<string, Synthesis>();

const synthesis = (context: Context): Synthesis => {
  const key = JSON.stringify(context);
  const known = syntheses.get(key);
  if (known !== undefined) return known;
  const { app, stack } = appWith(context);
  const template = withoutCheck(() => Template.fromStack(stack));
  const made = { template, assembly: app.outdir };
  syntheses.set(key, made);
  return made;
};

/** The template with this context, to be read only: a test file synthesizes it once. */
export const synthesized = (context: Context = {}): Template => synthesis(context).template;

/** The cloud assembly of that template, less the bundles. */
export const assemblyOf = (context: Context): string => synthesis(context).assembly;
