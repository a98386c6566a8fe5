import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type CloudOptions, type LocalCloud, startCloud } from '../../local/cloud.ts';
import { tinyResources, writeTinyAssembly } from './assembly-under-test.ts';

type TinyOptions = Partial<Omit<CloudOptions, 'assemblyDir'>> & {
  /** More resources of the tiny stack, or others in their place. */
  readonly resources?: object;
};

/** What every SDK client of a cloud is made with. */
export const configurationOf = ({ url }: LocalCloud) => ({
  endpoint: url,
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  maxAttempts: 1,
});

/** A folder for clouds of the tiny stack; all clouds started in it stop when it is closed. */
export const openTinyClouds = () => {
  const root = mkdtempSync(path.join(tmpdir(), 'tiny-cloud-'));
  const running: LocalCloud[] = [];
  return {
    dataDir: path.join(root, 'data'),
    start: async ({ resources, ...options }: TinyOptions = {}): Promise<LocalCloud> => {
      const assemblyDir = path.join(root, 'assembly');
      writeTinyAssembly(assemblyDir, tinyResources(resources));
      const cloud = await startCloud({ assemblyDir, port: 0, ...options });
      running.push(cloud);
      return cloud;
    },
    close: async (): Promise<void> => {
      for (const cloud of running.splice(0)) await cloud.stop();
      rmSync(root, { recursive: true });
    },
  };
};
