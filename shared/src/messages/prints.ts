// The words on paper.

const nl = {
  'prints.badges': 'Badges',
  'prints.door-list': 'Deurlijst',
  'prints.sign-in': 'Tekenlijst',
  'prints.how': 'Druk deze pagina af via het menu van je browser, op A4 en op ware grootte (100 %).',
  'prints.nobody': 'Er is nog niemand met een bevestigde plek.',
  'prints.people': '{count|1 persoon|# personen}',
  'prints.name': 'Naam',
  'prints.organisation': 'Organisatie',
  'prints.role': 'Komt als',
  'prints.here': 'Er',
  'prints.signature': 'Handtekening',
  'prints.role.professional': 'Professional',
  'prints.role.commissioner': 'Opdrachtgever',
  'prints.role.guest': 'Gast',
  'prints.role.host': 'Tafelbegeleider',
  'prints.role.speaker': 'Spreker',
  'prints.role.crew': 'Organisatie',
};

const en: Record<keyof typeof nl, string> = {
  'prints.badges': 'Badges',
  'prints.door-list': 'Door list',
  'prints.sign-in': 'Sign-in sheet',
  'prints.how': 'Print this page from the menu of your browser, on A4 and at its true size (100%).',
  'prints.nobody': 'Nobody has a confirmed place yet.',
  'prints.people': '{count|1 person|# people}',
  'prints.name': 'Name',
  'prints.organisation': 'Organisation',
  'prints.role': 'Comes as',
  'prints.here': 'Here',
  'prints.signature': 'Signature',
  'prints.role.professional': 'Professional',
  'prints.role.commissioner': 'Client',
  'prints.role.guest': 'Guest',
  'prints.role.host': 'Table host',
  'prints.role.speaker': 'Speaker',
  'prints.role.crew': 'Crew',
};

export const printMessages = { nl, en };
