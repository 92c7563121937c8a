/** Where the programmes are: the zone for moments that belong to no meeting, such as lines of the log. */
export const homeZone = 'Europe/Amsterdam';
