import { BucketAlreadyOwnedByYou, CreateBucketCommand } from '@aws-sdk/client-s3';
import { honoured, ignored } from '../../template/property-rules.ts';
import { REGION } from '../../values/account.ts';
import type { ResourceType } from './resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html */
export const s3Bucket: ResourceType = {
  rules: {
    BucketName: honoured,
    VersioningConfiguration: ignored('older versions of objects are not kept'),
    LifecycleConfiguration: ignored('objects never expire'),
    IntelligentTieringConfigurations: ignored('it only affects the bill'),
    PublicAccessBlockConfiguration: ignored('the endpoint listens on 127.0.0.1 only'),
    OwnershipControls: ignored('access is not checked'),
    AccessControl: ignored('access is not checked'),
    CorsConfiguration: ignored('no browser calls the bucket'),
    BucketEncryption: ignored('nothing is encrypted at rest'),
    LoggingConfiguration: ignored('there are no access logs'),
    MetricsConfigurations: ignored('there are no request metrics'),
    InventoryConfigurations: ignored('there are no inventory reports'),
    Tags: ignored('tags are not kept'),
  },
  naming: { property: 'BucketName', maxLength: 63, lowerCase: true },
  identify: (name) => ({
    ref: name,
    attributes: {
      Arn: `arn:aws:s3:::${name}`,
      DomainName: `${name}.s3.amazonaws.com`,
      RegionalDomainName: `${name}.s3.${REGION}.amazonaws.com`,
    },
  }),
  create: async ({ name }, { s3 }) => {
    try {
      await s3.send(new CreateBucketCommand({ Bucket: name }));
    } catch (error) {
      if (!(error instanceof BucketAlreadyOwnedByYou)) throw error;
    }
  },
};
