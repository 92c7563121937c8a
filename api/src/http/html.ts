// Server-made HTML. `html` escapes every value that is not HTML already, so a name with `<script>` is shown, not run.

export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

type Value = Html | string | number | null | undefined | false | Value[];

export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  let text = parts[0]!;
  values.forEach((value, index) => {
    text += show(value) + parts[index + 1]!;
  });
  return new Html(text);
}

function show(value: Value): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(show).join('');
  return escapeHtml(String(value));
}

export function escapeHtml(text: string): string {
  return text.replace(
    /[&<>"']/g,
    (it) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[it]!,
  );
}

/** Text with line breaks and blank lines, as paragraphs. */
export function paragraphs(text: string): Html[] {
  return text
    .split(/\n\s*\n/)
    .filter((it) => it.trim())
    .map((it) => html`<p>${it.split('\n').map((lineText, i) => (i === 0 ? lineText : html`<br>${lineText}`))}</p>`);
}
