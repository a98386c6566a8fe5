import type { StreamTraffic } from '../../kinesis/stream-traffic.ts';
import { type ReportMetric, valueReporter } from '../metrics/metric.ts';

/** https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html, the metrics of streams. */
export const streamMetrics =
  (report: ReportMetric) =>
  (traffic: StreamTraffic): void => {
    const { streamName, operation, records, bytes } = traffic;
    const put = valueReporter(report, 'AWS/Kinesis', { StreamName: streamName });
    put(`${operation}.Success`, 1);
    put(`${operation}.Bytes`, bytes, 'Bytes');
    if (traffic.operation === 'GetRecords') {
      put('GetRecords.Records', records);
      put('GetRecords.IteratorAgeMilliseconds', traffic.iteratorAgeMs, 'Milliseconds');
      put('ReadProvisionedThroughputExceeded', 0);
      return;
    }
    put('IncomingRecords', records);
    put('IncomingBytes', bytes, 'Bytes');
    put('WriteProvisionedThroughputExceeded', 0);
    if (operation === 'PutRecords') {
      put('PutRecords.TotalRecords', records);
      put('PutRecords.SuccessfulRecords', records);
    }
  };
