// The shape of history.json, as far as it is loaded today. Outcomes, lessons and documents wait in the file for their rooms.

export interface History {
  sources: Record<string, string>;
  programmes: HistoryProgramme[];
}

export interface HistoryProgramme {
  slug: string;
  name: string;
  region: string;
  province?: string;
  mission?: string;
  startsOn?: string;
  endsOn?: string;
  durationYears?: number;
  professionalsInRegion?: { value: number; source: string };
  contribution?: { amountEur: number; source: string };
  partners?: { name: string; role: 'funder' | 'lead' | 'strategic'; label?: string; note?: string }[];
  municipalities?: {
    code: string;
    name: string;
    membership?: { from: string; until: string | null; source: string }[];
  }[];
  planVersions?: { meetingsTotal: number; rule: string; since: string; source: string }[];
  years?: {
    programmeYear: number;
    calendarYear: number;
    calendarYearIsInferred?: boolean;
    party: string;
    sector: string;
    emphases: string[] | 'unknown';
    source: string;
  }[];
  organisers?: string[];
  events: HistoryEvent[];
  figures?: {
    what: string;
    scope: string[];
    value?: number;
    moreThan?: number;
    alsoSaid?: string;
    answers?: 'unknown';
    source: string;
  }[];
  funnel?: { event: string; source: string; [step: string]: string | number };
  knowledgeGroups?: number;
  pilots?: { total: number; started: number; notStarted: number; asOf: string; source: string };
}

export interface HistoryEvent {
  slug: string;
  title?: string;
  heldOn?: string;
  plannedOn?: string;
  month?: number;
  place?: string;
  party?: string;
  format?: string;
  parts?: { kind: 'talk' | 'swarm'; title: string; by?: string }[];
  attended?: number | 'unknown';
  facilityOrganisations?: number;
  source: string;
}
