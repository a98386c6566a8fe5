import { App } from 'aws-cdk-lib';
import { DoesNotFit } from './capacity/derive-size.ts';
import { bundleFunctions } from './compute/bundle.ts';
import { InvalidSetting, readSettings } from './settings/settings.ts';
import { TripstreamStack } from './tripstream-stack.ts';

const app = new App();
try {
  const settings = readSettings(app.node);
  await bundleFunctions();
  new TripstreamStack(app, `Tripstream-${settings.stage}`, { settings });
} catch (error) {
  if (!(error instanceof InvalidSetting || error instanceof DoesNotFit)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
