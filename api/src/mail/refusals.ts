// What a mail server's answer means: whether to try again, and whether it is about the address or about the mail.

export type Because = 'no-such-address' | 'mailbox-full' | 'refused';

export interface Refusal {
  /** A 5xx: trying again would annoy the server and bring nothing. */
  isForGood: boolean;
  because: Because;
  /** False: the server refused this mail or us (policy, spam), and another mail to the address may arrive. */
  isAboutAddress: boolean;
}

/** Null: no answer at all, so the server or the way to it is at fault. */
export function refusalOf(error: unknown): Refusal | null {
  const {
    responseCode: code,
    command,
    response,
  } = error as { responseCode?: number; command?: string; response?: string };
  if (code === undefined || code < 400 || (command !== 'RCPT TO' && command !== 'DATA')) return null;
  // RFC 3463, where the server gives one: 5.1.1 no such mailbox, 5.2.2 full, 5.7.1 refused by policy
  const [, subject, detail] = /^\d{3}[ -]\d\.(\d{1,3})\.(\d{1,3})\b/.exec(response ?? '') ?? [];
  const isPolicy = subject === '7' || (subject === undefined && code === 554);
  const isFull = (subject === '2' && detail === '2') || (subject === undefined && code === 552);
  return {
    isForGood: code >= 500,
    because: isFull ? 'mailbox-full' : isPolicy || command === 'DATA' ? 'refused' : 'no-such-address',
    isAboutAddress: command === 'RCPT TO' && !isPolicy,
  };
}
