// A mail for a sandboxed frame under the console's own policy, which a `srcdoc` document inherits: styles only with the
// nonce, no scripts. So style attributes become rules in a style element that carries the nonce.

export function mailDocument(html: string, nonce: string): string {
  const rules: string[] = [];
  const body = html
    .replace(/<script\b[\s\S]*?<\/script\s*>/gi, '')
    .replace(/<style\b[^>]*>/gi, `<style nonce="${nonce}">`)
    .replace(/(<[a-z][^<>]*?)\sstyle=("[^"]*"|'[^']*')/gi, (_, before: string, quoted: string) => {
      rules.push(`[data-mail-style="${rules.length}"]{${decode(quoted.slice(1, -1)).replace(/[<{}]/g, '')}}`);
      return `${before} data-mail-style="${rules.length - 1}"`;
    });
  const ours = `<style nonce="${nonce}">${rules.join('\n')}</style><base target="_blank">`;
  return /<\/head>/i.test(body) ? body.replace(/<\/head>/i, `${ours}</head>`) : `<head>${ours}</head>${body}`;
}

function decode(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#x27;', "'")
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
