import { bundleFunctions } from './compute/bundle.ts';

const bundling = bundleFunctions();
const { App } = await import('aws-cdk-lib');
const { DoesNotFit } = await import('./capacity/derive-size.ts');
const { InvalidSetting, readSettings } = await import('./settings/settings.ts');
const { TripstreamStack } = await import('./tripstream-stack.ts');

const app = new App();
try {
  const settings = readSettings(app.node);
  await bundling;
  new TripstreamStack(app, `Tripstream-${settings.stage}`, { settings });
} catch (error) {
  if (!(error instanceof InvalidSetting || error instanceof DoesNotFit)) throw error;
  console.error(error.message);
  // Exits without waiting for the bundles.
  process.exit(2);
}
