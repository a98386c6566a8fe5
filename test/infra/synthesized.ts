import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { readSettings } from '../../infra/settings.ts';
import { TripstreamStack } from '../../infra/tripstream-stack.ts';

/** The template as `cdk synth` makes it, less the bundles: with `cdk.json`'s context, overlaid with `context`. */
export const synthesized = (context: Readonly<Record<string, unknown>> = {}): Template => {
  const app = new App({ context: { ...cdkJson.context, 'aws:cdk:bundling-stacks': [], ...context } });
  return Template.fromStack(new TripstreamStack(app, 'Tripstream', { settings: readSettings(app.node) }));
};
