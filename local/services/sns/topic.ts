import type { Properties } from '../../values/json.ts';

/** A topic, as the template declares it. */
export type Topic = {
  readonly name: string;
  readonly arn: string;
  displayName: string;
  policy: Properties;
  readonly subscriptions: Map<string, Subscription>;
};

/** Where messages go: a queue, an address on this machine, or an email address that must confirm. */
export const PROTOCOLS = ['sqs', 'http', 'https', 'email', 'email-json'] as const;

export type Subscription = {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: (typeof PROTOCOLS)[number];
  /** A queue's ARN, a URL or a mail address. */
  readonly endpoint: string;
  /** Only the message, without the document around it. */
  readonly isRaw: boolean;
  /** Nobody reads email here, so an email subscription stays pending. */
  isConfirmed: boolean;
  /** Confirms it. */
  readonly token: string;
};

/** A message on its way to one subscription. */
export type Notification = {
  readonly messageId: string;
  readonly topicArn: string;
  readonly subject: string | undefined;
  readonly message: string;
  readonly atMs: number;
};
