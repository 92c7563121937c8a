// The console's look as one value. Mantine's own defaults fail axe in places (dimmed text, filled buttons); what is set here mends that.

import {
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from '@mantine/core';
import { colours, cssVariables as designVariables, fontFamily, parties } from '@pr8werk/shared/design.ts';

const ember: MantineColorsTuple = [
  '#fdf3ec',
  '#fae3d4',
  '#f4c4a6',
  '#eca274',
  '#e4844a',
  '#d96b2c',
  '#cb5a1d',
  '#bf4e15',
  '#b3450f',
  '#8a340a',
];

const partyVariables = Object.fromEntries(
  Object.entries(parties).map(([party, { colour }]) => [`--pr-${party}`, colour]),
);

/** A grey with some warmth, so that paper and accent belong together. */
const gray: MantineColorsTuple = [
  '#faf8f5',
  '#f5f1ec',
  '#ebe5de',
  '#ded6cc',
  '#c6bbae',
  '#978b7e',
  '#75695d',
  '#5c5248',
  '#3d3630',
  '#26211c',
];

export const theme: MantineThemeOverride = createTheme({
  colors: { ember, gray },
  primaryColor: 'ember',
  primaryShade: 8,
  autoContrast: true,
  black: colours.ink,
  fontFamily,
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  lineHeights: { md: '1.5' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.25' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.35' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'md',
  radius: { sm: '5px', md: '8px', lg: '12px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    // 24 px: large enough to hit without aiming at the label.
    Radio: { defaultProps: { size: 'md' } },
    Checkbox: { defaultProps: { size: 'md' } },
  },
});

/** The variables of the identity, and what Mantine takes from it. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: { ...designVariables(), ...partyVariables },
  light: { '--mantine-color-dimmed': colours.inkSoft, '--mantine-color-error': colours.bad },
  dark: {},
});
