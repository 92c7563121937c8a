// A visitor's request as pages need it: in which language, and where links lead. A language that was chosen by `?lang=`
// goes along in every link; one the browser prefers does not, so that addresses stay short.

import { type PageMessage, pageMessages } from '@pr8werk/shared/messages/pages.ts';
import { type Catalogue, type Translate, translator } from '@pr8werk/shared/messages/translate.ts';
import type { Language } from '@pr8werk/shared/primitives.ts';
import type { FastifyRequest } from 'fastify';
import type { Tenant } from '#api/http/access.ts';
import { languageOf } from '#api/http/problems.ts';

export interface Visit {
  language: Language;
  t: Translate<PageMessage>;
  /** Other words in the same language, to the same person. */
  words<K extends string>(catalogue: Catalogue<K>): Translate<K>;
  /** Path of this page, without query. */
  path: string;
  /** The programme the page belongs to, if any. */
  tenant: Tenant | null;
  languages: readonly Language[];
  /** The language was chosen and not only preferred. */
  isChosen: boolean;
  /** An address on this site that keeps the chosen language. */
  link(path: string, query?: Record<string, string | null>): string;
}

const both: readonly Language[] = ['nl', 'en'];

export function visitOf(request: FastifyRequest): Visit {
  // on a problem page the programme may not have been looked up
  const tenant = (request.tenant as Tenant | null | undefined) ?? null;
  const languages = tenant ? both.filter((it) => tenant.languages.includes(it)) : both;
  const asked = (request.query as { lang?: unknown } | undefined)?.lang;
  const chosen = languages.find((it) => it === asked) ?? null;
  const preferred = languageOf(request);
  const language = chosen ?? (languages.includes(preferred) ? preferred : (languages[0] ?? 'nl'));
  return {
    language,
    t: translator(pageMessages, language, tenant?.addressForm),
    words: (catalogue) => translator(catalogue, language, tenant?.addressForm),
    path: request.url.split('?', 1)[0]!,
    tenant,
    languages,
    isChosen: chosen !== null,
    link: (path, query = {}) => withQuery(path, { ...query, lang: chosen }),
  };
}

export function withQuery(path: string, query: Record<string, string | null>): string {
  const given = Object.entries(query).filter((it): it is [string, string] => it[1] !== null);
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path;
}
