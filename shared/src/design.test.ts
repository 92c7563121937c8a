import { expect, test } from 'vitest';
import { contrast, type Hex } from './colour.ts';
import { accentContrast, colours, darkColours, paletteOf, parties, readableAccent } from './design.ts';

test('contrast is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(contrast('#b3450f', '#b3450f')).toBe(1);
});

test('every text colour can be read on every ground it stands on', () => {
  const { ground, paper, surface } = colours;
  for (const text of ['ink', 'inkSoft', 'accent', 'accentDeep', 'good', 'warn', 'bad', 'info'] as const)
    for (const on of [ground, paper, surface])
      expect(contrast(colours[text], on), `${text} on ${on}`).toBeGreaterThanOrEqual(4.5);
  for (const kind of ['accent', 'good', 'warn', 'bad', 'info'] as const) {
    expect(contrast(colours[kind], colours[`${kind}Soft`]), kind).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colours.inkSoft, colours[`${kind}Soft`]), kind).toBeGreaterThanOrEqual(4.5);
  }
  for (const on of [ground, paper, surface]) {
    expect(contrast(colours.lineStrong, on), `fields on ${on}`).toBeGreaterThanOrEqual(3);
    for (const party of Object.values(parties)) expect(contrast(party.colour, on)).toBeGreaterThanOrEqual(4.5);
  }
  for (const text of ['ink', 'inkSoft'] as const)
    for (const on of ['ground', 'surface'] as const)
      expect(contrast(darkColours[text], darkColours[on])).toBeGreaterThanOrEqual(4.5);
});

test('an accent that cannot be read is refused, and the nearest that can is offered', () => {
  expect(accentContrast('#b3450f').isEnough).toBe(true);
  expect(accentContrast('#005eb8').isEnough).toBe(true);
  for (const tooLight of ['#ffcc00', '#f07c00', '#ffffff', '#7fb800'] as Hex[]) {
    expect(accentContrast(tooLight).isEnough, tooLight).toBe(false);
    const offered = readableAccent(tooLight);
    expect(accentContrast(offered).isEnough, offered).toBe(true);
    const { accentDeep, accentSoft } = paletteOf(offered);
    expect(contrast(accentDeep, accentSoft)).toBeGreaterThan(4.5);
  }
  expect(readableAccent('#005eb8')).toBe('#005eb8');
});
