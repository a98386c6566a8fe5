import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const PROJECT = fileURLToPath(new URL('../../..', import.meta.url));
/** What `npm ci` installed: the CDK CLI, and Node 24, as on Lambda. */
export const BINARIES = join(PROJECT, 'node_modules', '.bin');
/** Downloads that are kept between runs; git ignores it. */
export const CACHE = join(PROJECT, '.tripstream');

/**
 * This process's environment with the project's Node first on the PATH, without any AWS setting of the user, and with
 * Python keeping what it has compiled.
 */
export const baseEnvironment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'))),
  PATH: `${BINARIES}${delimiter}${process.env.PATH ?? ''}`,
  // An empty value switches it off.
  PYTHONDONTWRITEBYTECODE: '',
});

/** The emulator's account root; the CLI sends the same to any endpoint on this machine. */
export const ROOT_CREDENTIALS = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };

/** Where an emulator answers. */
export interface Emulator {
  readonly url: string;
  /** The certificate of its TLS, as a PEM file, if the system does not trust it. */
  readonly caFile: string | undefined;
}

/** The environment of every AWS client: the emulator, and credentials that are worthless elsewhere. */
export const awsEnvironment = ({ url, caFile }: Emulator): NodeJS.ProcessEnv => ({
  ...baseEnvironment(),
  AWS_ENDPOINT_URL: url,
  ...ROOT_CREDENTIALS,
  AWS_REGION: 'us-east-1',
  AWS_EC2_METADATA_DISABLED: 'true',
  // Node reads the one, the CDK CLI the other.
  ...(caFile === undefined ? {} : { NODE_EXTRA_CA_CERTS: caFile, AWS_CA_BUNDLE: caFile }),
});
