// Every screen there is, by address, with what can be opened on it.

import type { Page } from 'playwright-core';
import { eventScreens } from '#test/event-screens.ts';

export interface Screen {
  name: string;
  path: string;
  act?(page: Page): Promise<void>;
  /** Photographed as one sees it, not in its whole length: for what floats above the page. */
  isOneScreen?: boolean;
}

/** `example` is the meeting of the demo data. */
export function consoleScreens(example: string): Screen[] {
  const programme = '/admin/pr8werk';
  const event = `${programme}/bijeenkomsten/${example}`;
  return [
    { name: 'programma', path: `${programme}/programma` },
    { name: 'bijeenkomsten', path: `${programme}/bijeenkomsten` },
    { name: 'bijeenkomsten-leeg', path: `${programme}/bijeenkomsten?search=bestaatniet` },
    { name: 'nieuwe-bijeenkomst', path: `${programme}/bijeenkomsten/nieuw` },
    { name: 'overzicht', path: event },
    ...eventScreens(programme, event),
    { name: 'gegevens', path: `${event}/gegevens` },
    { name: 'deelnemers', path: `${event}/deelnemers` },
    { name: 'op-je-site', path: `${event}/op-je-site` },
    { name: 'post', path: `${programme}/post` },
    { name: 'achtergrondwerk', path: `${programme}/achtergrondwerk` },
    { name: 'logboek', path: `${programme}/logboek` },
    { name: 'instellingen', path: `${programme}/instellingen` },
    { name: 'team', path: `${programme}/team` },
    { name: 'sessies', path: '/admin/sessies' },
    { name: 'niet-gevonden', path: `${programme}/nergens` },
  ];
}

export function publicScreens(_example: string): Screen[] {
  const meeting = '/pr8werk/e/voorbeeld-ontbijtsessie-zorg';
  return [
    { name: 'agenda', path: '/pr8werk' },
    { name: 'bijeenkomst', path: meeting },
    { name: 'privacy', path: '/pr8werk/privacy' },
    { name: 'toegankelijkheid', path: '/pr8werk/accessibility' },
    { name: 'webmasters', path: '/pr8werk/webmasters' },
    { name: 'nieuws', path: '/pr8werk/news' },
    { name: 'inloggen', path: '/admin/sign-in' },
    { name: 'naslag', path: '/docs', isOneScreen: true },
    { name: 'nergens', path: '/pr8werk/nergens' },
  ];
}
