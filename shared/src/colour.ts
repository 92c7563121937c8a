// Colour as WCAG 2.2 reckons with it: relative luminance and contrast, and the few mixtures a palette is made of.

export type Hex = `#${string}`;

type Channels = [red: number, green: number, blue: number];

export function isHex(value: string): value is Hex {
  return /^#[0-9a-f]{6}$/.test(value);
}

/** 1 (the same) to 21 (black on white); WCAG 1.4.3 asks 4.5 for text, 1.4.11 asks 3 for what is not text. */
export function contrast(one: Hex, other: Hex): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** `share` of `one` in `other`, channel by channel: 0 gives `other`, 1 gives `one`. */
export function mix(one: Hex, other: Hex, share: number): Hex {
  const [a, b] = [channelsOf(one), channelsOf(other)];
  return hexOf(a.map((it, i) => it * share + b[i]! * (1 - share)) as Channels);
}

/** The same colour with as much black as it needs to be read on each of the grounds; itself when it needs none. */
export function darkenUntil(colour: Hex, grounds: readonly Hex[], atLeast: number): Hex {
  for (let black = 0; black <= 100; black++) {
    const tried = mix('#000000', colour, black / 100);
    if (grounds.every((it) => contrast(tried, it) >= atLeast)) return tried;
  }
  return '#000000';
}

function luminance(colour: Hex): number {
  const [red, green, blue] = channelsOf(colour).map((it) => {
    const share = it / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Channels;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channelsOf(colour: Hex): Channels {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as Channels;
}

function hexOf(channels: Channels): Hex {
  return `#${channels.map((it) => Math.round(it).toString(16).padStart(2, '0')).join('')}`;
}
