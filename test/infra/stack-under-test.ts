import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { readSettings } from '../../infra/settings/settings.ts';
import { TripstreamStack } from '../../infra/tripstream-stack.ts';

export type Context = Readonly<Record<string, unknown>>;

/** More than the quotas of a new account allow. */
export const LARGE_VOLUME = { tripsPerDay: '500000000', raisedQuotas: 'tableWrites:80000' };

/** The app of `cdk synth`, without the bundles: with `cdk.json`'s context, overlaid with `context`. */
export const appWith = (context: Context = {}): { readonly app: App; readonly stack: TripstreamStack } => {
  const app = new App({ context: { ...cdkJson.context, 'aws:cdk:bundling-stacks': [], ...context } });
  return { app, stack: new TripstreamStack(app, 'Tripstream', { settings: readSettings(app.node) }) };
};

/**
 * CDK would check each template once more, which takes seconds; `npm run synth` and test/infra/security.test.ts do
 * check it.
 */
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

/** Where the test files of one run keep what they have synthesized for each other. */
const KEPT = process.env.TRIPSTREAM_TEST_RUN_DIR ?? mkdtempSync(join(tmpdir(), 'tripstream-infra-'));

const keptAt = (context: Context): string =>
  join(KEPT, createHash('sha256').update(JSON.stringify(context)).digest('hex'));

/** Keeps an assembly with this context. If two files synthesize the same one at the same time, the first stays. */
export const keepAssembly = (context: Context, assembly: string): void => {
  try {
    renameSync(assembly, keptAt(context));
  } catch (error) {
    if (!existsSync(keptAt(context))) throw error;
  }
};

/**
 * The cloud assembly with this context, without the bundles. It is read-only: the test files of one run synthesize it
 * once.
 */
export const assemblyOf = (context: Context): string => {
  if (!existsSync(keptAt(context)))
    keepAssembly(
      context,
      withoutCheck(() => appWith(context).app.synth().directory),
    );
  return keptAt(context);
};

const templates = new Map<string, Template>();

/** Its template. */
export const synthesized = (context: Context = {}): Template => {
  const path = join(assemblyOf(context), 'Tripstream.template.json');
  const template = templates.get(path) ?? Template.fromJSON(JSON.parse(readFileSync(path, 'utf8')));
  templates.set(path, template);
  return template;
};
