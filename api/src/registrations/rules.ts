// Links and forms of signing up; without I/O.

import { consentVersion } from '@pr8werk/shared/consent-texts.ts';
import type { FormField } from '@pr8werk/shared/events.ts';
import type { Question } from '@pr8werk/shared/forms.ts';
import { type PublicMessage, publicMessages } from '@pr8werk/shared/messages/public.ts';
import type { Translate } from '@pr8werk/shared/messages/translate.ts';
import { type Context, isSame, sign } from '#api/context.ts';
import { questionFields, type Speech } from '#api/forms/rules.ts';

/** An unconfirmed signup that looks automatic holds its place for so long. */
export const verifyHours = 24;
/** Which wording of the notice people agreed to; a change of meaning takes a new one. */
export const noticeVersion = consentVersion;
/** Those a network may have shown: one that is still in a form somewhere holds for who agreed to it. */
export const noticeVersions: readonly string[] = [noticeVersion];

interface Linked {
  programmeId: string;
  registrationId: string;
  linkVersion: number;
}

/** The token in a participant's link. It is made and not stored: who reads the database cannot act for anyone. */
export function linkToken(ctx: Pick<Context, 'secret'>, it: Linked): string {
  const id = Buffer.from(it.registrationId.replaceAll('-', ''), 'hex');
  return Buffer.concat([id, macOf(ctx, it)]).toString('base64url');
}

function macOf(ctx: Pick<Context, 'secret'>, it: Linked): Buffer {
  return sign(ctx, 'registration', it.programmeId, it.registrationId, String(it.linkVersion));
}

/** The registration a token claims to be for; whether it is right shows only with `isLinkRight`. */
export function readLink(token: string): { registrationId: string; mac: Buffer } | null {
  if (!/^[\w-]{43}$/.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  const hex = bytes.subarray(0, 16).toString('hex');
  return {
    registrationId: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    mac: bytes.subarray(16),
  };
}

export function isLinkRight(ctx: Pick<Context, 'secret'>, it: Linked, mac: Buffer): boolean {
  return isSame(mac, macOf(ctx, it));
}

/** What a meeting asks beside what everyone is asked. */
export interface Asks {
  admission: 'open' | 'code' | 'approval';
  companyLimit: number;
}

const base = { help: null, isRequired: true, autocomplete: null, maxLength: null, options: [], showIf: null };

/** Who comes along. Without script every line stands open; with it, as many as were chosen. */
function companionFields(t: Translate<PublicMessage>, limit: number, hasScript: boolean): FormField[] {
  if (limit === 0) return [];
  const numbers = Array.from({ length: limit }, (_, i) => i + 1);
  const count: FormField = {
    ...base,
    name: 'company',
    kind: 'choice',
    label: t('field.company'),
    help: t('field.company.help'),
    isRequired: false,
    options: numbers.map((n) => ({ value: String(n), label: t('field.company.count', { count: n }) })),
  };
  const lines = numbers.flatMap((n): FormField[] => {
    const showIf = hasScript ? { field: 'company', equals: numbers.filter((it) => it >= n).map(String) } : null;
    const name = `companions.${n - 1}`;
    return [
      {
        ...base,
        name: `${name}.name`,
        kind: 'line',
        label: t('field.companion.name', { n }),
        isRequired: hasScript,
        maxLength: 120,
        showIf,
      },
      {
        ...base,
        name: `${name}.email`,
        kind: 'email',
        label: t('field.companion.email', { n }),
        help: n === 1 ? t('field.companion.email.help') : null,
        isRequired: false,
        maxLength: 254,
        showIf,
      },
    ];
  });
  return hasScript ? [count, ...lines] : lines;
}

/** What everyone is asked, and what the organiser of this meeting asks. */
export function signupFields(
  speech: Speech,
  asks: Asks,
  hasScript: boolean,
  questions: readonly Question[] = [],
): FormField[] {
  const t = speech.words(publicMessages);
  const code: FormField = {
    ...base,
    name: 'code',
    kind: 'line',
    label: t('field.code'),
    help: t('field.code.help'),
    maxLength: 40,
  };
  return [
    ...(asks.admission === 'code' ? [code] : []),
    { ...base, name: 'name', kind: 'line', label: t('field.name'), autocomplete: 'name', maxLength: 120 },
    {
      ...base,
      name: 'email',
      kind: 'email',
      label: t('field.email'),
      help: t('field.email.help'),
      autocomplete: 'email',
      maxLength: 254,
    },
    {
      ...base,
      name: 'role',
      kind: 'choice',
      label: t('field.role'),
      options: (['professional', 'commissioner', 'guest'] as const).map((value) => ({
        value,
        label: t(`role.${value}`),
      })),
    },
    {
      ...base,
      name: 'organisation',
      kind: 'line',
      label: t('field.organisation'),
      isRequired: false,
      autocomplete: 'organization',
      maxLength: 200,
    },
    ...questionFields(questions, speech, { moments: ['signup'], hasScript }),
    {
      ...base,
      name: 'note',
      kind: 'text',
      label: t('field.note'),
      help: t('field.note.help'),
      isRequired: false,
      maxLength: 1000,
    },
    ...companionFields(t, asks.companyLimit, hasScript),
    { ...base, name: 'consent', kind: 'consent', label: t('field.consent') },
    { ...base, name: 'news', kind: 'consent', label: t('field.consent.news'), isRequired: false },
    { ...base, name: 'followUp', kind: 'consent', label: t('field.consent.follow-up'), isRequired: false },
  ];
}

/** "Keep me informed", where nothing is open for signup. */
export function subscriptionFields(speech: Speech): FormField[] {
  const t = speech.words(publicMessages);
  return signupFields(speech, { admission: 'open', companyLimit: 0 }, false)
    .filter((it) => it.name === 'name' || it.name === 'email' || it.name === 'consent')
    .map((it) => (it.name === 'consent' ? { ...it, label: t('field.consent.news') } : it));
}
