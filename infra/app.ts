import { bundleFunctions } from './compute/bundle.ts';

const [, { App }, { DoesNotFit }, { InvalidSetting, readSettings }, { TripstreamStack }] = await Promise.all([
  // esbuild works in a process of its own while this one loads CDK.
  bundleFunctions(),
  import('aws-cdk-lib'),
  import('./capacity/derive-size.ts'),
  import('./settings/settings.ts'),
  import('./tripstream-stack.ts'),
]);

const app = new App();
try {
  const settings = readSettings(app.node);
  new TripstreamStack(app, `Tripstream-${settings.stage}`, { settings });
} catch (error) {
  if (!(error instanceof InvalidSetting || error instanceof DoesNotFit)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
