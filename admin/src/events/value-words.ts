// What stands in a field of a meeting's form, in words: for showing two of them beside each other.

import { useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type MessageKey, useT } from '../language.ts';
import type { EventValues } from './event-form.ts';
import { organisationsQuery } from './queries.ts';

const longest = 280;

export function useSayValue(): (name: keyof EventValues, value: EventValues[keyof EventValues]) => string {
  const t = useT();
  const queryClient = useQueryClient();
  const { programme = '' } = useParams({ strict: false });
  const organisations = queryClient.getQueryData(organisationsQuery(programme).queryKey)?.items ?? [];
  const word = (name: keyof EventValues, value: string): string => {
    if (name === 'party') return t(`events.party.${value || 'unknown'}` as MessageKey);
    if (name === 'format') return t(`events.format.${value}` as MessageKey);
    if (name === 'emphases') return t(`events.emphasis.${value}` as MessageKey);
    if (name === 'organisingOrganisation') return organisations.find((it) => it.id === value)?.name ?? value;
    return value.length > longest ? `${value.slice(0, longest)}…` : value;
  };
  return (name, value) => {
    if (typeof value === 'string') return value === '' ? t('ui.not-filled') : word(name, value);
    if (!Array.isArray(value)) return `${value.date} ${value.time}`.trim() || t('ui.not-filled');
    const words = value.map((it) => (typeof it === 'string' ? word(name, it) : it.titleNl));
    return words.join(', ') || t('ui.not-filled');
  };
}
