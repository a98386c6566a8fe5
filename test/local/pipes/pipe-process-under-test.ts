// A process for restart.test.ts: runs the pipe against an endpoint until it is killed.

import { parsePipeDefinition } from '../../../local/pipes/definition/pipe-definition.ts';
import { openCheckpointStore } from '../../../local/pipes/shards/checkpoint-store.ts';
import { startPipe } from '../../../local/pipes/start-pipe.ts';
import { pipeProperties } from './pipe-properties-under-test.ts';

const [endpointUrl = '', databasePath = ''] = process.argv.slice(2);
const KinesisStreamParameters = { BatchSize: 10, ParallelizationFactor: 2 };
startPipe(parsePipeDefinition('starts', pipeProperties({ KinesisStreamParameters })), {
  endpointUrl,
  checkpoints: openCheckpointStore(databasePath),
});
process.on('disconnect', () => process.exit());
