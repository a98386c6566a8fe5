/** The properties of a pipe from the stream `trips` to the function `record`, with changes. */
export const pipeProperties = (
  {
    KinesisStreamParameters = {},
    ...source
  }: { KinesisStreamParameters?: object; FilterCriteria?: object } = {},
  properties: object = {},
) => ({
  RoleArn: 'arn:aws:iam::000000000000:role/pipe',
  Source: 'arn:aws:kinesis:us-east-1:000000000000:stream/trips',
  SourceParameters: {
    KinesisStreamParameters: { StartingPosition: 'TRIM_HORIZON', ...KinesisStreamParameters },
    ...source,
  },
  Target: 'arn:aws:lambda:us-east-1:000000000000:function:record',
  TargetParameters: { LambdaFunctionParameters: { InvocationType: 'REQUEST_RESPONSE' } },
  ...properties,
});
