import { Aws } from 'aws-cdk-lib';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { METRIC_KINDS, METRICS } from '../../functions/trip/metrics.ts';
import type { Settings } from '../settings/settings.ts';

/** The members of `metrics` in a metrics file, with their types in Athena. */
const METRIC_COLUMNS = METRICS.map(({ name, kind }) => [name, METRIC_KINDS[kind].athenaType] as const);

const FILES = 'daily_metrics_files';
const VIEW = 'daily_metrics';

/**
 * Makes the published metrics available as a table in Athena: `select * from daily_metrics where date between
 * '2024-05-01' and '2024-05-31'`. Partitions are projected from the dates, so no crawler or repair is needed.
 * https://docs.aws.amazon.com/athena/latest/ug/partition-projection.html
 */
export class MetricsCatalog extends Construct {
  readonly databaseName: string;

  constructor(scope: Construct, id: string, { stage, firstDate }: Settings, bucket: IBucket) {
    super(scope, id);
    this.databaseName = `tripstream_${stage}`;
    const database = new CfnDatabase(this, 'Database', {
      catalogId: Aws.ACCOUNT_ID,
      databaseInput: { name: this.databaseName },
    });
    const files = this.filesTable(bucket, firstDate);
    files.addResourceDependency(database);
    const view = this.currentView();
    view.addResourceDependency(files);
  }

  private filesTable(bucket: IBucket, firstDate: string): CfnTable {
    const daily = bucket.s3UrlForObject('daily/');
    return new CfnTable(this, 'Files', {
      catalogId: Aws.ACCOUNT_ID,
      databaseName: this.databaseName,
      tableInput: {
        name: FILES,
        description: 'Every metrics file under daily/, including the copies of single runs',
        tableType: 'EXTERNAL_TABLE',
        partitionKeys: [{ name: 'date', type: 'string' }],
        parameters: {
          classification: 'json',
          'projection.enabled': 'true',
          'projection.date.type': 'date',
          'projection.date.format': 'yyyy-MM-dd',
          'projection.date.range': `${firstDate},NOW+1DAYS`,
          'storage.location.template': `${daily}\${date}/`,
        },
        storageDescriptor: {
          location: daily,
          columns: [
            {
              name: 'metrics',
              type: `struct<${METRIC_COLUMNS.map(([name, type]) => `${name}:${type}`).join(',')}>`,
            },
            { name: 'generated_at', type: 'string' },
            { name: 'run_id', type: 'string' },
            { name: 'revision', type: 'int' },
            { name: 'restated_because', type: 'string' },
          ],
          inputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
          outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
          serdeInfo: { serializationLibrary: 'org.openx.data.jsonserde.JsonSerDe' },
        },
      },
    });
  }

  /** Athena reads everything below a partition's folder. The view leaves out the copies that runs leave there. */
  private currentView(): CfnTable {
    const columns = [
      ['date', 'string', 'varchar'],
      ...METRIC_COLUMNS.map(([name, type]) => [name, type, type]),
      ['generated_at', 'string', 'varchar'],
      ['run_id', 'string', 'varchar'],
      ['revision', 'int', 'integer'],
      ['restated_because', 'string', 'varchar'],
    ].map(([name = '', type = '', prestoType = '']) => ({ name, type, prestoType }));
    const members = METRIC_COLUMNS.map(([name]) => `metrics.${name} "${name}"`).join(', ');
    const view = {
      originalSql: `SELECT "date", ${members}, generated_at, run_id, revision, restated_because FROM ${this.databaseName}.${FILES} WHERE "$path" LIKE '%/metrics.json'`,
      catalog: 'awsdatacatalog',
      schema: this.databaseName,
      columns: columns.map(({ name, prestoType }) => ({ name, type: prestoType })),
    };
    return new CfnTable(this, 'View', {
      catalogId: Aws.ACCOUNT_ID,
      databaseName: this.databaseName,
      tableInput: {
        name: VIEW,
        description: 'The current metrics of each day',
        tableType: 'VIRTUAL_VIEW',
        // Athena needs this member, and CloudFormation sends it only if it is written here.
        partitionKeys: [],
        parameters: { presto_view: 'true', comment: 'Presto View' },
        viewOriginalText: `/* Presto View: ${Buffer.from(JSON.stringify(view)).toString('base64')} */`,
        viewExpandedText: '/* Presto View */',
        storageDescriptor: { columns: columns.map(({ name, type }) => ({ name, type })), serdeInfo: {} },
      },
    });
  }
}
