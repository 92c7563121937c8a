// The identity as values: one source for console, public pages, mails, print and the embedded form. Why it is as it is, and
// how to use it, stands in docs/design.md.

import { contrast, darkenUntil, type Hex, mix } from './colour.ts';
import type { Party } from './primitives.ts';

export const colours = {
  /** What everything lies on, what lies beside it, and what is read or filled in. */
  ground: '#faf9f6',
  paper: '#f3f1ec',
  surface: '#ffffff',
  line: '#e4e0d8',
  /** Edges of fields: 3 to 1 on every ground. */
  lineStrong: '#857b70',
  ink: '#221e1a',
  inkSoft: '#5b534a',
  accent: '#b3450f',
  accentDeep: '#8a340a',
  accentSoft: '#fcf0e8',
  good: '#2b6a3f',
  goodSoft: '#ecf5ee',
  warn: '#7a5200',
  warnSoft: '#fdf5df',
  bad: '#a51d2d',
  badSoft: '#fdf0f0',
  info: '#25568f',
  infoSoft: '#edf2f8',
} as const satisfies Record<string, Hex>;

/** Dark is for mail clients that turn to it by themselves. */
export const darkColours = {
  ground: '#1b1917',
  surface: '#282521',
  ink: '#f5f1ec',
  inkSoft: '#cdc5bb',
  line: '#4a443d',
} as const satisfies Record<string, Hex>;

/** The three parties: a colour, a shape (in a square of 12) and always the whole word. Grey print and colour blindness keep the shape. */
export const parties: Record<Party, { colour: Hex; shape: string }> = {
  entrepreneurs: { colour: '#3a6b35', shape: 'M6 .5 11.5 6 6 11.5.5 6z' },
  government: { colour: '#25568f', shape: 'M1 1h10v10H1z' },
  organisations: { colour: '#84356b', shape: 'M6 .8l5.7 10.4H.3z' },
};

/** The three shapes round a table: the mark of Pr8werk, in a square of 32. */
export const markShapes = ['M16 5.5l4 4-4 4-4-4z', 'M6.5 17.5h7v7h-7z', 'M22 17l4.5 7.6h-9z'] as const;

export const fontFamily =
  '"Atkinson Hyperlegible Next", "Pr8werk fallback", ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

export interface Palette {
  accent: Hex;
  accentDeep: Hex;
  accentSoft: Hex;
}

const textContrast = 4.5;

/** What a programme's own accent is used as text on, and what text is put on it. */
const accentGrounds: readonly Hex[] = [colours.surface, colours.ground, colours.paper];

/** The accent with what follows from it; without one of its own, that of Pr8werk. */
export function paletteOf(accent: Hex | null): Palette {
  if (!accent || accent === colours.accent)
    return { accent: colours.accent, accentDeep: colours.accentDeep, accentSoft: colours.accentSoft };
  return { accent, accentDeep: mix('#000000', accent, 0.24), accentSoft: mix(accent, '#ffffff', 0.08) };
}

/** Whether links and buttons in this colour can be read by everyone; the lowest contrast it would have anywhere. */
export function accentContrast(accent: Hex): { lowest: number; isEnough: boolean } {
  const soft = paletteOf(accent).accentSoft;
  const lowest = Math.min(...[...accentGrounds, soft].map((it) => contrast(accent, it)));
  return { lowest, isEnough: lowest >= textContrast };
}

/** The nearest darker colour that can be read. */
export function readableAccent(accent: Hex): Hex {
  let tried = darkenUntil(accent, accentGrounds, textContrast);
  while (!accentContrast(tried).isEnough) tried = mix('#000000', tried, 0.02);
  return tried;
}

/** As CSS: `--pr-accent-soft: #fcf0e8;` and so on. */
export function cssVariables(values: Record<string, string> = colours): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      `--pr-${name.replace(/[A-Z]/g, (it) => `-${it.toLowerCase()}`)}`,
      value,
    ]),
  );
}

export function cssDeclarations(values?: Record<string, string>): string {
  return Object.entries(cssVariables(values))
    .map(([name, value]) => `${name}:${value};`)
    .join('');
}
