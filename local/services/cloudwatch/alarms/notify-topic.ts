import { ACCOUNT_ID } from '../../../values/account.ts';
import type { Topics } from '../../sns/topics.ts';
import type { Notify } from './alarms.ts';

const CLOUDWATCH = { principal: 'cloudwatch.amazonaws.com', name: 'CloudWatch Alarms' };

/** Publishes as CloudWatch does: on behalf of the alarm, and only if the topic's policy allows it. */
export const notifyTopic =
  (topics: Topics): Notify =>
  async ({ topicArn, alarmArn, subject, message }) => {
    await topics.publishAsService({
      ...{ topicArn, subject, message, service: CLOUDWATCH },
      context: { 'aws:SourceArn': alarmArn, 'aws:SourceOwner': ACCOUNT_ID },
    });
  };
