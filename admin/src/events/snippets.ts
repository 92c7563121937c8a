// What to paste on a site, per kind of site. Made from the meeting itself; whatever stands in its title cannot break out
// of what is pasted.

export const siteKinds = ['html', 'wordpress-plugin', 'wordpress-link', 'builder', 'frame', 'link'] as const;
export type SiteKind = (typeof siteKinds)[number];

export const colourNames = [
  'button-background',
  'button-color',
  'field-background',
  'field-color',
  'field-border-color',
  'focus-color',
  'error-color',
] as const;
export type ColourName = (typeof colourNames)[number];
/** Only what differs from the usual. */
export type Look = Partial<Record<ColourName, string>> & { radius?: string };

export interface SnippetGiven {
  /** Where the form comes from: `https://host`. */
  host: string;
  programme: string;
  /** Of the meeting, or `next`. */
  slug: string;
  source: string;
  look: Look;
  /** What the fallback link says. */
  linkText: string;
  language: 'nl' | 'en';
}

export function pageOf({ host, programme, slug, source }: SnippetGiven): string {
  return `${host}/${programme}/e/${slug}${source ? `?source=${source}` : ''}`;
}

export function frameOf(given: SnippetGiven): string {
  const { host, programme, slug, source, look, language } = given;
  const query = new URLSearchParams();
  if (source) query.set('source', source);
  if (language === 'en') query.set('lang', 'en');
  for (const [name, value] of Object.entries(look)) if (value) query.set(name, value.replace('#', ''));
  const text = query.toString();
  return `${host}/${programme}/e/${slug}/embed${text ? `?${text}` : ''}`;
}

export function snippetOf(kind: SiteKind, given: SnippetGiven): string {
  const { host, programme, slug, source, linkText, language } = given;
  const event = `${programme}/${slug}`;
  const link = `  <a href="${asHtml(pageOf(given))}">${asHtml(linkText)}</a>`;
  const script = `<script type="module" src="${host}/embed/v1.js"></script>`;
  const set = (name: string, value: string) => (value ? ` ${name}="${value}"` : '');
  const lang = language === 'en' ? 'en' : '';
  switch (kind) {
    case 'html':
      return lines(
        styleOf('pr8werk-signup', given.look),
        script,
        `<pr8werk-signup event="${event}"${set('source', source)}${set('lang', lang)}>`,
        link,
        '</pr8werk-signup>',
      );
    case 'builder':
      return lines(
        styleOf('.pr8werk-signup', given.look),
        script,
        `<div class="pr8werk-signup" data-event="${event}"${set('data-source', source)}${set('data-lang', lang)}>`,
        link,
        '</div>',
      );
    case 'wordpress-plugin':
      return `[pr8werk_signup event="${event}"${set('source', source)}${set('lang', lang)} link="${asShortcode(linkText)}"]`;
    case 'frame':
      return lines(
        `<iframe src="${asHtml(frameOf(given))}" title="${asHtml(linkText)}" style="width: 100%; height: 1000px; border: 0"></iframe>`,
        `<script src="${host}/embed/frame-host-v1.js" defer></script>`,
      );
    default:
      return pageOf(given);
  }
}

/** For a place of its own: where a snippet cannot carry its colours along. */
export function cssOf(look: Look, selector = 'pr8werk-signup'): string {
  const rules = Object.entries(look)
    .filter(([, value]) => value)
    .map(([name, value]) => `  --pr8werk-${name}: ${name === 'radius' ? `${value}px` : value};`);
  return rules.length > 0 ? [`${selector} {`, ...rules, '}'].join('\n') : '';
}

function styleOf(selector: string, look: Look): string {
  const css = cssOf(look, selector);
  return css && `<style>\n${css}\n</style>`;
}

const lines = (...all: string[]) => all.filter(Boolean).join('\n');

function asHtml(text: string): string {
  return text.replace(/[&<>"]/g, (it) => `&#${it.charCodeAt(0)};`);
}

/** A shortcode ends at the first quote or square bracket, and knows no other way to write them. */
function asShortcode(text: string): string {
  return asHtml(text.replaceAll('"', '”').replaceAll('[', '(').replaceAll(']', ')'));
}
