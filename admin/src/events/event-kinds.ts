import type { EventFormat, EventPart, Preset } from '@pr8werk/shared/events.ts';

export const eventFormats = [
  'breakfast',
  'bring-a-professional',
  'statements',
  'partnership',
  'members-saturday',
  'introduction',
  'online',
  'other',
] as const satisfies readonly EventFormat[];

export const partKinds = ['talk', 'swarm', 'statements', 'meeting'] as const satisfies readonly EventPart['kind'][];

export const presets = [
  'breakfast-swarm',
  'bring-a-professional',
  'statements',
  'partnership',
  'members-saturday',
] as const satisfies readonly Preset[];
