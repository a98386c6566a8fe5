import { RemovalPolicy } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Settings } from './settings.ts';

/** `prod` keeps resources that hold data even if they leave the template. */
export const removalOf = ({ stage }: Settings): RemovalPolicy =>
  stage === 'prod' ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;

/** Grants only these actions; CDK's own `grant*` methods would add wildcards. */
export const allow = (
  grantee: IGrantable,
  actions: string[],
  resourceArns: string[],
  conditions?: Record<string, Record<string, unknown>>,
): Grant => Grant.addToPrincipal({ grantee, actions, resourceArns, conditions });
