import type { StreamTraffic } from '../../kinesis/stream-traffic.ts';
import type { ReportMetric } from '../metrics/metric.ts';

/** https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html, the metrics of streams. */
export const streamMetrics =
  (report: ReportMetric) =>
  (traffic: StreamTraffic): void => {
    const { streamName, operation, records, bytes } = traffic;
    const put = (name: string, value: number, unit: string) =>
      report({
        namespace: 'AWS/Kinesis',
        name,
        dimensions: { StreamName: streamName },
        values: [value],
        unit,
      });
    put(`${operation}.Success`, 1, 'Count');
    put(`${operation}.Bytes`, bytes, 'Bytes');
    if (traffic.operation === 'GetRecords') {
      put('GetRecords.Records', records, 'Count');
      put('GetRecords.IteratorAgeMilliseconds', traffic.iteratorAgeMs, 'Milliseconds');
      put('ReadProvisionedThroughputExceeded', 0, 'Count');
      return;
    }
    put('IncomingRecords', records, 'Count');
    put('IncomingBytes', bytes, 'Bytes');
    put('WriteProvisionedThroughputExceeded', 0, 'Count');
    if (operation === 'PutRecords') {
      put('PutRecords.TotalRecords', records, 'Count');
      put('PutRecords.SuccessfulRecords', records, 'Count');
    }
  };
