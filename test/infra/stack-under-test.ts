import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { readSettings } from '../../infra/settings/settings.ts';
import { TripstreamStack } from '../../infra/tripstream-stack.ts';

export type Context = Readonly<Record<string, unknown>>;

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

/** CDK checks each template once more, which takes seconds; `cdk synth` and the tests of cdk-nag have it checked. */
const withoutCheck = <Result>(synth: () => Result): Result => {
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
