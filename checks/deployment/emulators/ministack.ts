import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { checkEqual } from '../tools/check.ts';
import { baseEnvironment, type Emulator, ROOT_CREDENTIALS } from '../tools/project.ts';
import { DEPLOYMENT_TOOLS } from '../tools/python-tools.ts';
import { type ProgramStart, runCommand } from '../tools/run-command.ts';
import { type Server, startServer } from './server.ts';

export const MINISTACK_VERSION = DEPLOYMENT_TOOLS.versionOf('ministack');

const HEALTH = '/_ministack/health';

interface Certificate {
  readonly certFile: string;
  readonly keyFile: string;
}

/** A certificate for 127.0.0.1, for this run only. */
const makeCertificate = async (scratchDir: string, signal: AbortSignal): Promise<Certificate> => {
  const certificate = { certFile: join(scratchDir, 'server.crt'), keyFile: join(scratchDir, 'server.key') };
  const files = ['-out', certificate.certFile, '-keyout', certificate.keyFile];
  const name = ['-subj', '/CN=tripstream-deploy', '-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost'];
  await runCommand(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...name, ...files],
    {
      env: baseEnvironment(),
      signal,
    },
  );
  return certificate;
};

/** MiniStack's own `ministack --detach` starts it like this; in the foreground it would also take port 443. */
const programOf = (
  programs: string,
  port: number,
  scratchDir: string,
  { certFile, keyFile }: Certificate,
): ProgramStart => ({
  file: join(programs, 'python'),
  args: [
    ...['-m', 'hypercorn', 'ministack.app:app', '--bind', `127.0.0.1:${port}`, '--keep-alive', '75'],
    ...['--certfile', certFile, '--keyfile', keyFile],
  ],
  cwd: scratchDir,
  env: {
    // Its Lambda functions run on the `node` in the PATH: baseEnvironment puts the project's there.
    ...baseEnvironment(),
    ...ROOT_CREDENTIALS,
    GATEWAY_PORT: String(port),
    TMPDIR: scratchDir,
    // Every request is checked against its sender's policies.
    AUTH: 'true',
    // The policies refuse requests without TLS.
    USE_SSL: '1',
    MINISTACK_SSL_CERT: certFile,
    MINISTACK_SSL_KEY: keyFile,
    NODE_EXTRA_CA_CERTS: certFile,
  },
});

const checkPoliciesApply = async (url: string): Promise<void> => {
  const health: unknown = await (await fetch(url)).json();
  const auth = typeof health === 'object' && health !== null && 'auth' in health ? health.auth : undefined;
  checkEqual('whether MiniStack applies policies', auth, 'enabled');
};

/**
 * Installs MiniStack if needed, and starts it with its files in `scratchDir`, with TLS and with IAM
 * applied. This process trusts its certificate from then on.
 */
export const startMiniStack = async (scratchDir: string, signal: AbortSignal): Promise<Server & Emulator> => {
  const programs = await DEPLOYMENT_TOOLS.install(signal);
  const certificate = await makeCertificate(scratchDir, signal);
  setDefaultCACertificates([...getCACertificates(), readFileSync(certificate.certFile, 'utf8')]);
  const server = await startServer((port) => programOf(programs, port, scratchDir, certificate), {
    protocol: 'https',
    healthPath: HEALTH,
    signal,
  });
  await checkPoliciesApply(`${server.url}${HEALTH}`);
  return { ...server, caFile: certificate.certFile };
};
