// A process for persistence.test.ts: writes records without end and reports each acknowledgement.
import { startKinesis } from './kinesis-under-test.ts';

const { create, put } = await startKinesis(process.argv[2]);
await create('trips');
while (process.connected) process.send?.((await put('trips', 'text')).SequenceNumber);
