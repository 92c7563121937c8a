// Which pictures are taken in. What a file says it is does not count, only what its bytes say.

import type { Language } from '@pr8werk/shared/primitives.ts';
import { imageSize } from 'image-size';
import type { MediaType } from '#api/files/rows.ts';

export const largestPicture = 150 * 1024;
const longestSide = 4000;

export interface Picture {
  mediaType: MediaType;
  bytes: Buffer;
  width: number;
  height: number;
}

export type PictureFault = Record<Language, string>;

const types: Record<string, MediaType> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  svg: 'image/svg+xml',
};

/** The picture, or why it is refused, in words for who chose it. */
export function readPicture(bytes: Buffer): Picture | PictureFault {
  if (bytes.length > largestPicture)
    return {
      nl: `Dit bestand is te groot: ${kilobytes(bytes.length)} kB. Het mag ${kilobytes(largestPicture)} kB zijn.`,
      en: `This file is too large: ${kilobytes(bytes.length)} kB. It may be ${kilobytes(largestPicture)} kB.`,
    };
  let read: ReturnType<typeof imageSize>;
  try {
    read = imageSize(bytes);
  } catch {
    return noPicture;
  }
  const mediaType = types[read.type ?? ''];
  if (!mediaType) return noPicture;
  const [width, height] = [Math.round(read.width), Math.round(read.height)];
  if (!(width >= 1 && height >= 1 && width <= longestSide && height <= longestSide))
    return {
      nl: `Deze afbeelding is ${width} bij ${height} pixels. Geen zijde mag langer zijn dan ${longestSide}.`,
      en: `This picture is ${width} by ${height} pixels. No side may be longer than ${longestSide}.`,
    };
  if (mediaType === 'image/svg+xml' && !isStill(bytes.toString('utf8'))) return notStill;
  return { mediaType, bytes, width, height };
}

export function isFault(it: Picture | PictureFault): it is PictureFault {
  return 'nl' in it;
}

const kilobytes = (bytes: number) => Math.ceil(bytes / 1024);

const noPicture: PictureFault = {
  nl: 'Dit is geen afbeelding die we kennen. Kies een PNG-, JPEG-, WebP- of SVG-bestand.',
  en: 'This is not a picture we know. Choose a PNG, JPEG, WebP or SVG file.',
};

const notStill: PictureFault = {
  nl: 'In dit SVG-bestand zit een script of een verwijzing naar buiten. Dat is niet veilig. Bewaar het logo opnieuw als gewone SVG, of kies een PNG.',
  en: 'This SVG file holds a script or refers to something elsewhere. That is not safe. Save the logo as a plain SVG, or choose a PNG.',
};

const elements = new Set(
  (
    'svg g defs symbol use title desc metadata style path rect circle ellipse line polyline polygon text tspan textpath ' +
    'lineargradient radialgradient stop clippath mask pattern marker filter switch fegaussianblur feoffset feblend ' +
    'femerge femergenode feflood fecomposite fecolormatrix'
  ).split(' '),
);

/**
 * An SVG that only draws: known elements, no handlers, no address but those inside the file. Pages show it as an image and
 * its own address forbids scripts, so this is the first of three fences.
 */
function isStill(text: string): boolean {
  if (/<!(?:DOCTYPE[^>]*\[|ENTITY)|<\?(?!xml[\s?])/i.test(text)) return false;
  const bare = text.replace(/<!--[\s\S]*?-->/g, '');
  for (const [, name = ''] of bare.matchAll(/<([^\s/>!?][^\s/>]*)/g)) {
    // drawing programmes leave elements of their own, with a prefix; browsers draw none of these
    const isForeign = name.includes(':') && !/^svg:/i.test(name);
    if (!isForeign && !elements.has(name.replace(/^svg:/i, '').toLowerCase())) return false;
    if (isForeign && /^(?:xhtml|html|xlink|h):/i.test(name)) return false;
  }
  if (/[\s"'/]on\w+\s*=/i.test(bare)) return false;
  if (/javascript:|@import|expression\s*\(/i.test(bare)) return false;
  for (const [, target = ''] of bare.matchAll(/\bhref\s*=\s*["']?\s*([^"'\s>]*)/gi))
    if (!target.startsWith('#')) return false;
  for (const [, target = ''] of bare.matchAll(/url\(\s*["']?\s*([^"')\s]*)/gi))
    if (!target.startsWith('#')) return false;
  return true;
}
