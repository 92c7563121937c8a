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
