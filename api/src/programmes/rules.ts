import type { Hex } from '@pr8werk/shared/colour.ts';
import { accentContrast, readableAccent } from '@pr8werk/shared/design.ts';
import type { Language } from '@pr8werk/shared/primitives.ts';

// First parts of paths that are not programmes.
const reserved = new Set([
  'v1',
  'admin',
  'docs',
  'health',
  'embed',
  'feeds',
  'assets',
  'problems',
  'zaal',
  'e',
  'robots.txt',
  'favicon.ico',
  'new',
  'api',
  'next',
  'toegankelijkheid',
  'privacy',
  'webmasters',
  'oembed',
  'static',
]);

export function isReservedSlug(slug: string): boolean {
  return reserved.has(slug);
}

export interface PlanVersionLike {
  meetingsPerYear: number | null;
  since: { year: number | null } | null;
}

/**
 * What the plan promises for a calendar year. Null when it cannot be told: several versions and no source says from
 * when the later one holds.
 */
export function plannedIn(year: number, versions: PlanVersionLike[]): number | null {
  if (versions.length === 1) return versions[0]!.meetingsPerYear;
  if (versions.some((it) => it.since?.year == null)) return null;
  const inForce = versions.filter((it) => it.since!.year! <= year).sort((a, b) => a.since!.year! - b.since!.year!);
  return inForce.at(-1)?.meetingsPerYear ?? null;
}

/** Why an accent is refused, with one that would do; null when it can be read everywhere. */
export function accentFault(accent: Hex): Record<Language, string> | null {
  const { lowest, isEnough } = accentContrast(accent);
  if (isEnough) return null;
  const offered = readableAccent(accent);
  const shown = (language: Language) =>
    (Math.floor(lowest * 10) / 10).toLocaleString(language, { minimumFractionDigits: 1 });
  return {
    nl: `Deze kleur is te licht: tekst erin is niet voor iedereen te lezen (contrast ${shown('nl')}, nodig is 4,5). ${offered} kan wel.`,
    en: `This colour is too light: not everyone can read text in it (contrast ${shown('en')}, 4.5 is needed). ${offered} will do.`,
  };
}
