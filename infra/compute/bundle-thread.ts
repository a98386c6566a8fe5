import { parentPort } from 'node:worker_threads';
import { filesToLoad, functionEntries } from './bundle.ts';

parentPort?.postMessage(await filesToLoad(functionEntries()));
