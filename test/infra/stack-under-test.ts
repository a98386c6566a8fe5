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

const templates = new Map<string, Template>();

/** The template with this context, to be read only: a test file synthesizes it once. */
export const synthesized = (context: Context = {}): Template => {
  const key = JSON.stringify(context);
  const template = templates.get(key) ?? Template.fromStack(appWith(context).stack);
  templates.set(key, template);
  return template;
};
