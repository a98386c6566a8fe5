import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import cdk from '../../cdk.json' with { type: 'json' };
import manifest from '../../package.json' with { type: 'json' };

type Installed = {
  version?: string;
  integrity?: string;
  resolved?: string;
  hasInstallScript?: boolean;
  inBundle?: boolean;
  optional?: boolean;
  os?: string | string[];
  cpu?: string | string[];
  bin?: Record<string, string>;
};

const PROJECT = join(import.meta.dirname, '../..');
const PRELOAD = './checks/node-24.mjs';

const lockfile: { packages: Record<string, Installed> } = JSON.parse(
  readFileSync(join(PROJECT, 'package-lock.json'), 'utf8'),
);
const installed = Object.entries(lockfile.packages).filter(([path]) => path !== '');
/** A bundled package comes inside the tarball of another, whose integrity covers it. */
const downloaded = installed.filter(([, entry]) => !entry.inBundle);
const pathsOf = (entries: typeof installed) => entries.map(([path]) => path);

const startWith = (version: string) =>
  spawnSync(
    process.execPath,
    [
      '--import',
      `data:text/javascript,Object.defineProperty(process,"version",{value:"${version}"})`,
      '--import',
      PRELOAD,
      '--eval',
      'console.log("started")',
    ],
    { cwd: PROJECT, encoding: 'utf8' },
  );

describe('the lockfile', () => {
  test('has the integrity of every package, for every platform', () => {
    expect(downloaded.length).toBeGreaterThan(100);
    expect(pathsOf(downloaded.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')))).toEqual([]);
  });

  test('names no registry', () => {
    expect(pathsOf(installed.filter(([, { resolved }]) => resolved !== undefined))).toEqual([]);
  });

  test('has no install script that package.json does not refuse', () => {
    const refused = Object.entries(manifest.allowScripts)
      .filter(([, allowed]) => !allowed)
      .map(([name]) => `node_modules/${name}`);
    expect(pathsOf(installed.filter(([, { hasInstallScript }]) => hasInstallScript))).toEqual(refused);
  });

  test('has one Node 24 for each platform, which is installed on that platform only', () => {
    const runtimes = downloaded.filter(([, { bin }]) => bin?.node !== undefined);
    expect(
      runtimes.map(([, { os, cpu, optional, version }]) => [
        `${os}-${cpu}`,
        optional,
        version?.split('.')[0],
      ]),
    ).toEqual([
      ['darwin-arm64', true, '24'],
      ['darwin-x64', true, '24'],
      ['linux-arm64', true, '24'],
      ['linux-x64', true, '24'],
      ['win32-x64', true, '24'],
    ]);
    expect(pathsOf(runtimes)).toEqual(
      Object.keys(manifest.optionalDependencies).map((name) => `node_modules/${name}`),
    );
  });
});

describe('an older Node', () => {
  test('is told in one line what to do', () => {
    const { status, stdout, stderr } = startWith('v20.20.2');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(
      /^tripstream: this needs Node 24, and this is Node 20\.20\.2\. Run "npm ci" .*\n$/,
    );
    expect(startWith('v24.0.0')).toMatchObject({ status: 0, stdout: 'started\n' });
  });

  test('gets that line from every script that runs TypeScript, from cdk and from jest', () => {
    const commands = [...Object.values(manifest.scripts), cdk.app].filter((command) =>
      /\.ts\b/.test(command),
    );
    expect(commands.length).toBeGreaterThan(10);
    expect(commands.filter((command) => !command.startsWith(`node --import ${PRELOAD} `))).toEqual([]);
    expect(readFileSync(join(PROJECT, 'test/jest/longest-first.mjs'), 'utf8')).toContain(
      "import '../../checks/node-24.mjs';",
    );
  });
});

describe('after npm ci', () => {
  const project = mkdtempSync(join(tmpdir(), 'tripstream-runtime-'));
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  const link = join(project, 'node_modules/.bin', program);
  const runtime = Object.keys(manifest.optionalDependencies).find((name) =>
    name.endsWith(`-${platform}-${process.arch}`),
  );
  const run = () =>
    spawnSync(process.execPath, [join(project, 'checks/link-node-24.mjs')], { encoding: 'utf8' });

  beforeAll(() => {
    for (const path of ['checks/link-node-24.mjs', 'package.json'])
      cpSync(join(PROJECT, path), join(project, path));
    mkdirSync(join(project, 'node_modules/.bin'), { recursive: true });
  });
  afterAll(() => rmSync(project, { recursive: true }));

  test('without a runtime for this platform, nothing is linked and nothing fails', () => {
    expect(run()).toMatchObject({ status: 0, stderr: '' });
    expect(existsSync(link)).toBe(false);
  });

  test('the runtime is linked if npm left it out, and stays if it is there', () => {
    mkdirSync(join(project, `node_modules/${runtime}/bin`), { recursive: true });
    writeFileSync(join(project, `node_modules/${runtime}/bin/${program}`), 'the runtime');
    expect([run(), run()]).toMatchObject([{ status: 0 }, { status: 0 }]);
    expect(readFileSync(link, 'utf8')).toBe('the runtime');
  });
});
