import { describe, expect, it } from 'vitest';
import { isAlike } from './alike.ts';

describe('names of organisations', () => {
  it.each([
    ['Zorggroep Achterhoek', 'Zorgroep Achterhoek'],
    ['Stichting De Linde', 'de linde'],
    ['Café Jansen', 'Cafe Jansen'],
    ['Gemeente Oude IJsselstreek', 'Oude IJsselstreek'],
  ])('%s may be %s', (a, b) => expect(isAlike(a, b)).toBe(true));

  it.each([
    ['Gemeente Wehl', 'Gemeente Doesburg'],
    ['Zorg', 'Zorg voor elkaar'],
    ['', 'De Linde'],
    ['Bakkerij Jansen', 'Garage Jansen'],
  ])('%s is another than %s', (a, b) => expect(isAlike(a, b)).toBe(false));
});
