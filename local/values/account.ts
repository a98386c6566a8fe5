/** The account and region in every ARN of the local cloud. */
export const ACCOUNT_ID = '000000000000';
export const REGION = 'us-east-1';

/** `arn:aws:<service>:<region>:<account>:<resource>`, the form of every ARN here but S3's. */
export const arn = (service: string, resource: string): string =>
  `arn:aws:${service}:${REGION}:${ACCOUNT_ID}:${resource}`;

/** How this process configures its own clients for an endpoint; any credentials work. */
export const clientConfiguration = (endpoint: string, region = REGION) => ({
  endpoint,
  region,
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});

/** The same for an endpoint that may not listen yet when the client is made. */
export const laterConfiguration = (endpointUrl: () => string) => ({
  ...clientConfiguration(''),
  endpoint: async () => ({ url: new URL(endpointUrl()) }),
});
