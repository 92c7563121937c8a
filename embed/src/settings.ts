// What a webmaster may set, read from attributes and never trusted to be right.

import type { Language } from './texts.ts';

const slug = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export interface Place {
  /** Where the api is, without a slash at the end. */
  api: string;
  programme: string;
  /** Of the meeting; `next` is the next one open for signup. */
  slug: string;
  language: Language;
}

/** `programme/slug`, or null when it is something else. */
export function parseEvent(event: string | null): { programme: string; slug: string } | null {
  const [programme = '', meeting = '', ...rest] = (event ?? '').trim().split('/');
  return slug.test(programme) && slug.test(meeting) && !rest.length ? { programme, slug: meeting } : null;
}

/** The api refuses a source that is no slug, and the person filling in could do nothing about it: leave it out. */
export function parseSource(source: string | null): string | undefined {
  const word = (source ?? '').trim().toLowerCase();
  return slug.test(word) && word.length <= 80 ? word : undefined;
}

export function parseLanguage(tag: string | null | undefined): Language {
  return /^en\b/i.test(tag ?? '') ? 'en' : 'nl';
}

/** Only web addresses: `javascript:` and the like would run in the page of the host. */
export function webAddress(address: string | null, base?: string): string | null {
  try {
    const url = new URL(address ?? '', base);
    return address && /^https?:/.test(url.href) ? url.href : null;
  } catch {
    return null;
  }
}

/** Values to begin with, written like a query: `role=professional&organisation=Gemeente`. */
export function parsePrefill(prefill: string | null): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(prefill ?? ''));
}

/**
 * The api's address: as set, else where this script came from, else where the fallback link leads. The last is for
 * sites whose cache plugin puts scripts together: the script's own address then says nothing.
 */
export function findApi(set: string | null, script: string, links: string[], programme: string): string | null {
  const given = webAddress(set);
  if (given) return given.replace(/\/+$/, '');
  const own = /^(https?:\/\/.+)\/embed\/v1\.js([?#]|$)/.exec(script);
  if (own) return own[1]!;
  for (const link of links) {
    const at = webAddress(link)?.indexOf(`/${programme}/e/`) ?? -1;
    if (at > 0) return link.slice(0, at);
  }
  return null;
}
