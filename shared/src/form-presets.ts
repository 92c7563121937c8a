// Questions to begin with. A meeting that is made from a preset gets those of `formOfPreset`; the console offers all.

import type { Preset } from './events.ts';
import type { Question } from './forms.ts';

const plain = {
  help: null,
  isRequired: false,
  ask: 'signup',
  options: [],
  showIf: null,
  isSpecial: false,
  mayShow: false,
  meaning: null,
} satisfies Partial<Question>;

const option = (value: string, nl: string, en: string) => ({ value, label: { nl, en }, limit: null });

const swarm: Question[] = [
  {
    ...plain,
    id: 'kennis',
    kind: 'text',
    label: { nl: 'Welke kennis breng je mee?', en: 'Which knowledge do you bring?' },
    mayShow: true,
  },
  {
    ...plain,
    id: 'drijfveer',
    kind: 'text',
    label: { nl: 'Wat drijft je?', en: 'What drives you?' },
    mayShow: true,
  },
  {
    ...plain,
    id: 'ambitie',
    kind: 'text',
    label: { nl: 'Wat wil je bereiken?', en: 'What do you want to achieve?' },
    mayShow: true,
  },
  {
    ...plain,
    id: 'zoekt',
    kind: 'text',
    label: { nl: 'Wat zoek je?', en: 'What are you looking for?' },
    help: {
      nl: 'Kennis, een partner, een opdracht of een idee.',
      en: 'Knowledge, a partner, an assignment or an idea.',
    },
    mayShow: true,
  },
];

const demand: Question[] = [
  {
    ...plain,
    id: 'soort-opdrachtgever',
    kind: 'choice',
    label: { nl: 'Wat voor opdrachtgever ben je?', en: 'Which kind of client are you?' },
    showIf: { question: 'role', equals: ['commissioner'] },
    options: [
      option('entrepreneurs', 'Ondernemer', 'Entrepreneur'),
      option('government', 'Overheid', 'Government'),
      option('organisations', 'Maatschappelijke organisatie', 'Social organisation'),
    ],
    meaning: 'party',
  },
  {
    ...plain,
    id: 'vraagstuk',
    kind: 'text',
    label: { nl: 'Breng een vraagstuk in', en: 'Bring in a question' },
    help: {
      nl: 'Waar loop je tegenaan, en waar denk je dat zelfstandige professionals bij kunnen helpen? Er kan een thematafel van komen.',
      en: 'What do you run into, and with what could self-employed professionals help? It may become a theme table.',
    },
    showIf: { question: 'role', equals: ['commissioner'] },
    mayShow: true,
  },
];

const care: Question[] = [
  {
    ...plain,
    id: 'dieet',
    kind: 'choices',
    label: { nl: 'Welk dieet heb je?', en: 'Which diet do you have?' },
    isSpecial: true,
    options: [
      option('vegetarisch', 'Vegetarisch', 'Vegetarian'),
      option('veganistisch', 'Veganistisch', 'Vegan'),
      option('glutenvrij', 'Glutenvrij', 'Gluten-free'),
      option('lactosevrij', 'Lactosevrij', 'Lactose-free'),
      option('halal', 'Halal', 'Halal'),
      option('noten', 'Geen noten', 'No nuts'),
      option('anders', 'Iets anders: ik mail het de organisatie', 'Something else: I will mail the organisers'),
    ],
  },
  {
    ...plain,
    id: 'toegankelijkheid',
    kind: 'line',
    label: { nl: 'Wat heb je nodig om goed mee te kunnen doen?', en: 'What do you need to take part well?' },
    help: {
      nl: 'Bijvoorbeeld een plek voor een rolstoel, of een tafel waar het rustig is.',
      en: 'For example room for a wheelchair, or a table where it is quiet.',
    },
    isSpecial: true,
  },
];

const partnership: Question[] = [
  {
    ...plain,
    id: 'biedt',
    kind: 'text',
    label: { nl: 'Wat heb je een partner te bieden?', en: 'What do you have to offer a partner?' },
    mayShow: true,
  },
  { ...swarm[3]!, label: { nl: 'Wat voor partner zoek je?', en: 'Which partner are you looking for?' }, help: null },
];

export const formPresets = {
  swarm: [...swarm, ...demand, ...care],
  partnership: [...partnership, ...care],
  care,
} as const satisfies Record<string, readonly Question[]>;
export type FormPreset = keyof typeof formPresets;

export const formOfPreset: Record<Preset, FormPreset> = {
  'breakfast-swarm': 'swarm',
  'bring-a-professional': 'swarm',
  statements: 'care',
  partnership: 'partnership',
  'members-saturday': 'care',
};
