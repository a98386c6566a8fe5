// An inner module of fauxqs, whose package does not export it.
import { INVALID_MESSAGE_BODY_CHAR } from '../../../node_modules/fauxqs/dist/sqs/sqsTypes.js';

/**
 * The complement of what a message may hold:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
const NOT_IN_MESSAGES = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

/**
 * fauxqs 2.4.1 refuses every character beyond U+FFFF, such as an emoji; SQS accepts them. Importing this module puts
 * SQS's rule into the expression that fauxqs tests. Fixed upstream in 2.9.1: delete this file at fauxqs >= 2.9.1, once
 * npm has it.
 */
INVALID_MESSAGE_BODY_CHAR.test = (text) => NOT_IN_MESSAGES.test(text);
