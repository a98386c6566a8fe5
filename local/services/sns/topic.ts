import type { Properties } from '../../values/json.ts';

/** A topic, as the template declares it. */
export type Topic = {
  readonly name: string;
  readonly arn: string;
  displayName: string;
  policy: Properties;
  readonly subscriptions: Map<string, Subscription>;
};

/** Where messages go: a queue, an address on this machine, or the mail of a person who is asked to confirm. */
export const PROTOCOLS = ['sqs', 'http', 'https', 'email', 'email-json'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

export type Subscription = {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: Protocol;
  /** A queue's ARN, a URL or a mail address. */
  readonly endpoint: string;
  /** The message alone, not the document around it. */
  readonly isRaw: boolean;
  /** Nobody reads mail here, so that of a person is pending for ever. */
  isConfirmed: boolean;
  /** What the subscriber confirms with. */
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
