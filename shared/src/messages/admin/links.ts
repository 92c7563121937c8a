const nl = {
  'links.intro': 'Hoe andere systemen en sites meelezen met dit programma.',
  'links.open': 'Voor iedereen',
  'links.open-intro': 'Deze adressen kun je doorgeven. Er staan geen namen van deelnemers in.',
  'links.calendar': 'Agenda voor agenda-apps',
  'links.calendar-text': 'Wie zich hierop abonneert, ziet nieuwe en gewijzigde bijeenkomsten vanzelf.',
  'links.agenda': 'Agenda voor programma’s van anderen',
  'links.agenda-text': 'Dezelfde bijeenkomsten als JSON, voor een site of app van een gemeente of netwerk.',
  'links.form': 'Aanmeldformulier op andere sites',
  'links.form-text': 'Uitleg en code voor wie een site beheert. Per bijeenkomst staat de code bij Plaats op je site.',
  'links.form-open': 'Naar de uitleg',
  'links.reference': 'Beschrijving van de API',
  'links.reference-text': 'Alles wat een ander systeem kan opvragen en doen, met voorbeelden.',
  'links.reference-open': 'Naar de beschrijving',
  'links.copy': 'Kopieer',
  'links.copy-this': 'Kopieer het adres: {name}',
  'links.copied': 'Gekopieerd',
  'links.not-copied': 'Kopiëren lukte niet. Selecteer het adres en kopieer het zelf.',
  'links.partners': 'Voor partners',
  'links.partners-none': 'Er zijn nog geen sleutels',
  'links.partners-text':
    'Een gemeente kan nu alleen lezen wat openbaar is. Schrijven met een sleutel, en bericht krijgen bij wijzigingen, kan nog niet.',
};

const en: Record<keyof typeof nl, string> = {
  'links.intro': 'How other systems and sites read along with this programme.',
  'links.open': 'For everyone',
  'links.open-intro': 'You can pass these addresses on. No names of participants are in them.',
  'links.calendar': 'Calendar for calendar apps',
  'links.calendar-text': 'Who subscribes to it sees new and changed meetings by itself.',
  'links.agenda': 'Agenda for other people’s programs',
  'links.agenda-text': 'The same meetings as JSON, for a site or app of a municipality or network.',
  'links.form': 'Signup form on other sites',
  'links.form-text': 'Explanation and code for webmasters. The code for one meeting stands under Place on your site.',
  'links.form-open': 'To the explanation',
  'links.reference': 'Description of the API',
  'links.reference-text': 'All that another system can ask and do, with examples.',
  'links.reference-open': 'To the description',
  'links.copy': 'Copy',
  'links.copy-this': 'Copy the address: {name}',
  'links.copied': 'Copied',
  'links.not-copied': 'Copying did not work. Select the address and copy it yourself.',
  'links.partners': 'For partners',
  'links.partners-none': 'There are no keys yet',
  'links.partners-text':
    'A municipality can only read what is public now. Writing with a key, and being told of changes, is not possible yet.',
};

export const linkWords = { nl, en };
