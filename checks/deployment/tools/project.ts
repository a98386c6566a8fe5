import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const PROJECT = fileURLToPath(new URL('../../..', import.meta.url));
/** The programs that `npm ci` installed: the CDK CLI, and Node 24, as on Lambda. */
export const BINARIES = join(PROJECT, 'node_modules', '.bin');
/** Holds downloads between runs; ignored by git. */
export const CACHE = join(PROJECT, '.tripstream');

/**
 * This process's environment with the project's Node first on the PATH, without the user's AWS settings, and with
 * Python's bytecode cache on.
 */
export const baseEnvironment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'))),
  PATH: `${BINARIES}${delimiter}${process.env.PATH ?? ''}`,
  // An empty value switches it off.
  PYTHONDONTWRITEBYTECODE: '',
});

/** The emulator's account root. Our CLI sends the same credentials to any endpoint on this machine. */
export const ROOT_CREDENTIALS = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };

/** Where an emulator answers. */
export interface Emulator {
  readonly url: string;
  /** Its TLS certificate, as a PEM file, if the system does not trust it. */
  readonly caFile: string | undefined;
}

/** The environment of every AWS client: the emulator, and credentials that are worthless elsewhere. */
export const awsEnvironment = ({ url, caFile }: Emulator): NodeJS.ProcessEnv => ({
  ...baseEnvironment(),
  AWS_ENDPOINT_URL: url,
  ...ROOT_CREDENTIALS,
  AWS_REGION: 'us-east-1',
  AWS_EC2_METADATA_DISABLED: 'true',
  // Node reads the first, the CDK CLI the second.
  ...(caFile === undefined ? {} : { NODE_EXTRA_CA_CERTS: caFile, AWS_CA_BUNDLE: caFile }),
});
