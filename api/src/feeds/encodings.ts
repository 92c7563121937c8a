export type Encoding = 'identity' | 'gzip' | 'br';

/** The smallest encoding that the caller takes. */
export function encodingFor(accepted: string | string[] | undefined): Encoding {
  if (accepted === undefined) return 'identity';
  const header = String(accepted);
  if (/\bbr\b(?!\s*;\s*q=0(?:\.0+)?\s*(?:,|$))/.test(header)) return 'br';
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0+)?\s*(?:,|$))/.test(header) ? 'gzip' : 'identity';
}
