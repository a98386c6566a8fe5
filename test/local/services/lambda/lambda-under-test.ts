import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { InvokeCommand, type InvokeCommandInput, LambdaClient } from '@aws-sdk/client-lambda';
import type { FunctionDefinition } from '../../../../local/services/lambda/function-definition.ts';
import { openLambda } from '../../../../local/services/lambda/lambda.ts';
import { arn } from '../../../../local/values/account.ts';
import { startServices } from '../../services-under-test.ts';

export const CLIENT_CONFIG = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  maxAttempts: 1,
};

/** A Lambda host over HTTP whose functions are written as ES module source text. */
export const startLambdaHost = async () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'lambda-host-'));
  const logs: string[] = [];
  const cacheDir = path.join(directory, 'cache');
  const lambda = openLambda({
    endpointUrl: () => endpoint.url,
    cacheDir,
    onLog: (functionName, line) => logs.push(`${functionName}: ${line}`),
  });
  const endpoint = await startServices({ lambda: lambda.listener });
  const client = new LambdaClient({ ...CLIENT_CONFIG, endpoint: endpoint.url });
  return {
    url: endpoint.url,
    cacheDir,
    client,
    logs,
    /** An expression for the code of functions: a promise that waits until `open` has been called. */
    gate: (name: string) => {
      const file = path.join(directory, `${name}.open`);
      const isOpen = `process.getBuiltinModule('fs').existsSync(${JSON.stringify(file)})`;
      return {
        isPassed: `(async () => { while (!${isOpen}) await new Promise((done) => setTimeout(done, 10)); })()`,
        open: () => writeFileSync(file, ''),
      };
    },
    createFunction: (name: string, source: string, settings: Partial<FunctionDefinition> = {}) => {
      const codeDir = path.join(directory, name);
      mkdirSync(codeDir);
      writeFileSync(path.join(codeDir, 'index.mjs'), source);
      lambda.createFunction({
        name,
        arn: arn('lambda', `function:${name}`),
        codeDir,
        handler: 'index.handler',
        environment: {},
        timeoutSeconds: 10,
        memoryMb: 128,
        ...settings,
      });
    },
    invoke: async (name: string, event: unknown = {}, options: Partial<InvokeCommandInput> = {}) => {
      const Payload = JSON.stringify(event);
      const answer = await client.send(new InvokeCommand({ FunctionName: name, Payload, ...options }));
      const text = Buffer.from(answer.Payload ?? []).toString();
      return { ...answer, payload: text === '' ? undefined : JSON.parse(text) };
    },
    close: async () => {
      client.destroy();
      await lambda.close();
      await endpoint.close();
      rmSync(directory, { recursive: true });
    },
  };
};
