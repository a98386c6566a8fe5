// A process for restart.test.ts: runs the pipe against an endpoint until it is killed.
import { openCheckpointStore } from '../../../local/pipes/checkpoint-store.ts';
import { parsePipeDefinition } from '../../../local/pipes/pipe-definition.ts';
import { startPipe } from '../../../local/pipes/start-pipe.ts';
import { pipeProperties } from './pipe-properties.ts';

const [endpointUrl = '', databasePath = ''] = process.argv.slice(2);
const KinesisStreamParameters = { BatchSize: 10, ParallelizationFactor: 2 };
startPipe(parsePipeDefinition('starts', pipeProperties({ KinesisStreamParameters })), {
  endpointUrl,
  checkpoints: openCheckpointStore(databasePath),
});
process.on('disconnect', () => process.exit());
