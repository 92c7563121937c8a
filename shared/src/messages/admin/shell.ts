const nl = {
  'shell.skip': 'Naar de inhoud',
  'shell.menu': 'Menu',
  'shell.navigation': 'Hoofdmenu',
  'shell.manage': 'Beheer',
  'shell.switch-programme': 'Kies een programma',
  'shell.other-language': 'English',
  'shell.live': 'Je ziet wijzigingen meteen',
  'shell.polling': 'Ververst elke 15 seconden',
  'shell.no-answer': 'We krijgen geen verbinding. Wat je ziet kan verouderd zijn.',
  'shell.no-answer-title': 'Geen verbinding',
  'shell.not-found': 'Deze pagina is er niet',
  'shell.not-found-text':
    'Misschien is het adres verkeerd overgenomen, of hoort deze pagina bij een programma waar je geen toegang toe hebt.',
  'shell.to-start': 'Naar het begin',
  'shell.error-text':
    'Dat ligt aan ons, niet aan jou. Laad de pagina opnieuw; blijft het misgaan, laat het ons dan weten.',
  'shell.new-version': 'Er is een nieuwe versie. Laad de pagina opnieuw om verder te gaan.',
  'shell.reload': 'Laad opnieuw',
  'shell.no-programme': 'Je hoort nog bij geen programma',
  'shell.no-programme-text': 'Vraag de eigenaar van je programma om je toe te voegen aan het team.',
};

const en: Record<keyof typeof nl, string> = {
  'shell.skip': 'To the content',
  'shell.menu': 'Menu',
  'shell.navigation': 'Main menu',
  'shell.manage': 'Administration',
  'shell.switch-programme': 'Choose a programme',
  'shell.other-language': 'Nederlands',
  'shell.live': 'You see changes at once',
  'shell.polling': 'Refreshed every 15 seconds',
  'shell.no-answer': 'We cannot connect. What you see may be out of date.',
  'shell.no-answer-title': 'No connection',
  'shell.not-found': 'This page is not here',
  'shell.not-found-text': 'The address may be mistyped, or the page belongs to a programme you have no access to.',
  'shell.to-start': 'To the start',
  'shell.error-text': 'The fault is ours, not yours. Reload the page; if it keeps going wrong, please tell us.',
  'shell.new-version': 'There is a new version. Reload the page to go on.',
  'shell.reload': 'Reload',
  'shell.no-programme': 'You do not belong to a programme yet',
  'shell.no-programme-text': 'Ask the owner of your programme to add you to the team.',
};

export const shellWords = { nl, en };
