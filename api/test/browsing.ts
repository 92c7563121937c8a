// Browser tests: one Chromium per file, pages that fail the test on a page error or a policy violation, and axe.

import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { cookieName } from '#api/accounts/rules.ts';
import { openChromium } from '#test/chromium.ts';
import type { Person } from '#test/people.ts';
import type { Town } from '#test/town.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface Browsing {
  browser: Browser;
  /** A page of someone new; `complaints` collects what the browser says is wrong. */
  visit(options?: VisitOptions): Promise<{ page: Page; context: BrowserContext; complaints: string[] }>;
  close(): Promise<void>;
}

export interface VisitOptions {
  width?: number;
  hasScript?: boolean;
  as?: { town: Town; person: Person };
  language?: 'nl-NL' | 'en-GB';
}

export async function openBrowsing(): Promise<Browsing> {
  const browser = await openChromium();
  return {
    browser,
    async visit({ width = 1280, hasScript = true, as, language = 'nl-NL' } = {}) {
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        javaScriptEnabled: hasScript,
        locale: language,
      });
      if (as) {
        const value = as.person.cookie.split('=')[1]!;
        await context.addCookies([
          {
            name: cookieName,
            value,
            url: as.town.url.replace('http:', 'https:'),
            secure: true,
            httpOnly: true,
            sameSite: 'Lax',
          },
        ]);
      }
      context.setDefaultTimeout(10_000);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
          complaints.push(message.text());
      });
      return { page, context, complaints };
    },
    close: () => browser.close(),
  };
}

/** Every violation axe finds, as one readable line each. */
export async function axeViolations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(
          options: object,
        ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run({
      resultTypes: ['violations'],
      // WCAG 2.2 (2.5.8); the tool leaves it off by default
      rules: { 'target-size': { enabled: true } },
    });
    return violations.flatMap((it) =>
      it.nodes.map((node) => `${it.id}: ${node.html.slice(0, 160)} — ${node.failureSummary.slice(0, 200)}`),
    );
  });
}

/** No violation, and nothing sticks out sideways, at each width. */
export async function expectAccessible(
  page: Page,
  name: string,
  widths: readonly number[] = [1280, 390, 320],
): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    expect(await axeViolations(page), `${name} at ${width}`).toEqual([]);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${name} at ${width} scrolls sideways`).toBeLessThanOrEqual(0);
  }
}

/** Presses Tab until the focused element has this accessible name; fails when a round of the page does not meet it. */
export async function tabTo(page: Page, name: string | RegExp, limit = 60): Promise<void> {
  const matches = (text: string) => (typeof name === 'string' ? text.includes(name) : name.test(text));
  const met: string[] = [];
  for (let i = 0; i < limit; i++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      let element = document.activeElement as HTMLElement | null;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement as HTMLElement;
      if (!element) return '';
      const root = element.getRootNode() as Document | ShadowRoot;
      const labels = (element as HTMLInputElement).labels
        ? [...(element as HTMLInputElement).labels!].map((it) => it.textContent)
        : [];
      const described =
        element
          .getAttribute('aria-labelledby')
          ?.split(' ')
          .map((id) => root.getElementById(id)?.textContent) ?? [];
      // a page or a box that scrolls is no control, though all its words stand in it
      const text = element.matches('a, button, summary') ? element.textContent : '';
      return [element.getAttribute('aria-label'), ...labels, ...described, text].filter(Boolean).join(' ').trim();
    });
    met.push(focused);
    if (matches(focused)) return;
  }
  throw new Error(`Tab never came to ${name}; it met: ${met.join(' | ')}`);
}

/** A website of somebody else: pages by path, each with its own headers. */
export async function someonesSite(
  pages: Record<string, { html: string; policy?: string }>,
): Promise<{ url: string; close(): Promise<void> }> {
  const server: Server = createServer((request, response) => {
    const found = pages[request.url ?? ''];
    if (!found) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      ...(found.policy ? { 'content-security-policy': found.policy } : {}),
    });
    response.end(found.html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
