import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
/** What `npm ci` brought: the CDK CLI, and the Node 24 that Lambda runs too. */
export const BINARIES = join(PROJECT, 'node_modules', '.bin');
/** Downloads that outlive a run; git ignores it. */
export const CACHE = join(PROJECT, '.tripstream');

/** This process's environment with the project's Node first on the PATH, and without any AWS setting of the user. */
export const baseEnvironment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'))),
  PATH: `${BINARIES}${delimiter}${process.env.PATH ?? ''}`,
});

/** What every AWS client is started with: the emulator, and credentials that are worth nothing anywhere else. */
export const awsEnvironment = (endpointUrl: string): NodeJS.ProcessEnv => ({
  ...baseEnvironment(),
  AWS_ENDPOINT_URL: endpointUrl,
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_REGION: 'us-east-1',
  AWS_EC2_METADATA_DISABLED: 'true',
});
