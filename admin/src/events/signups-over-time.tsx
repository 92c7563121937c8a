// The signups over time: one sentence that says it, the drawing, and the same figures as a table.

import type { EventView } from '@pr8werk/shared/events.ts';
import type { EventStatistics } from '@pr8werk/shared/statistics.ts';
import { useLayoutEffect, useRef, useState } from 'react';
import { type T, useLanguage, useT } from '../language.ts';
import { Section } from '../ui/layout.tsx';
import { sayDate, sayDay, sayNumber, sayShortDate } from '../ui/say.ts';
import { useNow } from '../ui/use-now.ts';
import { toWallClock } from '../ui/wall-clock.ts';
import { dayNumber } from './phase.ts';
import { type ChartBox, fullSince, onDay, type SignupChart, signupChart } from './signup-chart.ts';
import css from './signups.module.css';

interface OverTimeProps {
  event: EventView;
  statistics: EventStatistics;
}

export function SignupsOverTime({ event, statistics }: OverTimeProps) {
  const t = useT();
  const sentence = useSentence(statistics);
  if (statistics.days.length === 0)
    return (
      <Section title={t('events.over-time')}>
        <p className="pr-soft">{t('events.no-signups')}</p>
      </Section>
    );
  return (
    <Section title={t('events.over-time')} intro={sentence}>
      <Drawing event={event} statistics={statistics} sentence={sentence} />
      <p className={css.legend}>
        <span>
          <svg width="22" height="12" aria-hidden="true">
            <path d="M1 6h20" className={css.line} />
          </svg>
          {t('events.chart.legend-line')}
        </span>
        <span>
          <svg width="12" height="12" aria-hidden="true">
            <rect x="2" y="1" width="8" height="11" className={css.dayBar} />
          </svg>
          {t('events.chart.legend-bar')}
        </span>
      </p>
      <details className={css.twin}>
        <summary>{t('events.chart.table')}</summary>
        <DayTable statistics={statistics} />
      </details>
    </Section>
  );
}

/** Noon, so that the day is the same in every zone in which it is said. */
const noonOf = (on: string) => `${on}T12:00:00Z`;

function useSentence({ days, confirmed, capacity }: EventStatistics): string {
  const t = useT();
  const language = useLanguage();
  const [first] = days;
  if (!first) return '';
  const say = (on: string) => sayDay(noonOf(on), 'UTC', language);
  const signups = days.reduce((sum, it) => sum + it.signups, 0);
  const since = fullSince(days, capacity);
  return [
    t('events.chart.signups', { count: signups, day: say(first.on) }),
    capacity === null
      ? t('events.chart.taken', { count: confirmed })
      : t('events.chart.taken-of', { count: confirmed, capacity }),
    since && t('events.chart.full-since', { day: say(since) }),
  ]
    .filter(Boolean)
    .join(' ');
}

function Drawing({ event, statistics, sentence }: OverTimeProps & { sentence: string }) {
  const t = useT();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const box: ChartBox = { width, height: 220, left: 34, right: 12, top: 14, bottom: 26 };
  const until = useLastDay(event);
  const chart = width > 0 ? signupChart(statistics.days, { capacity: statistics.capacity, until }, box) : null;
  return (
    <div ref={frame} className={css.frame}>
      {chart && (
        <svg width={box.width} height={box.height} role="img" aria-label={`${t('events.over-time')}. ${sentence}`}>
          <Marks chart={chart} box={box} />
        </svg>
      )}
    </div>
  );
}

/** Today, or the day of the meeting when that has been. */
function useLastDay(event: EventView): string {
  const days = [useNow(), event.endsAt].filter((it) => it !== null);
  return onDay(Math.min(...days.map((it) => dayNumber(toWallClock(it, event.timeZone)))));
}

function Marks({ chart, box }: { chart: SignupChart; box: ChartBox }) {
  const t = useT();
  const language = useLanguage();
  const right = box.width - box.right;
  const base = box.height - box.bottom;
  return (
    <>
      {chart.up.map(({ value, at }) => (
        <g key={value}>
          <line className={css.grid} x1={box.left} x2={right} y1={at} y2={at} />
          <text className={css.tick} x={box.left - 8} y={at} dy="0.32em" textAnchor="end">
            {sayNumber(value, language)}
          </text>
        </g>
      ))}
      {chart.bars.map((it) => (
        <rect key={it.on} className={css.dayBar} x={it.x} y={it.y} width={it.width} height={it.height} />
      ))}
      <path className={css.area} d={chart.area} />
      <path className={css.line} d={chart.line} />
      {chart.along.map(({ on, at }, index) => (
        <text
          key={on}
          className={css.tick}
          x={index === 0 ? Math.max(at, box.left) : at}
          y={base + 18}
          textAnchor={index === 0 ? 'start' : at > right - 24 ? 'end' : 'middle'}
        >
          {sayShortDate(noonOf(on), 'UTC', language)}
        </text>
      ))}
      {chart.capacity && <CapacityLine chart={chart.capacity} box={box} t={t} />}
      <circle className={css.end} cx={chart.end.x} cy={chart.end.y} r={4} />
      <text
        className={css.lineLabel}
        x={chart.end.x - 8}
        y={chart.end.y}
        dy={chart.capacity && chart.end.y < chart.capacity.y + 20 ? '1.5em' : '-0.6em'}
        textAnchor="end"
      >
        {sayNumber(chart.end.value, language)} {t('events.chart.line')}
      </text>
    </>
  );
}

function CapacityLine({ chart, box, t }: { chart: { y: number; value: number }; box: ChartBox; t: T }) {
  return (
    <>
      <line className={css.capacity} x1={box.left} x2={box.width - box.right} y1={chart.y} y2={chart.y} />
      <text className={css.capacityLabel} x={box.left + 6} y={chart.y - 5}>
        {t('events.chart.capacity', { count: chart.value })}
      </text>
    </>
  );
}

function DayTable({ statistics }: { statistics: EventStatistics }) {
  const t = useT();
  const language = useLanguage();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keys
    <section className={css.scroll} tabIndex={0} aria-label={t('events.chart.table')}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('events.chart.day')}</th>
            <th scope="col">{t('events.chart.new')}</th>
            <th scope="col">{t('events.chart.left')}</th>
            <th scope="col">{t('events.chart.confirmed')}</th>
            <th scope="col">{t('events.chart.waiting')}</th>
          </tr>
        </thead>
        <tbody>
          {statistics.days.map((it) => (
            <tr key={it.on}>
              <th scope="row" className={css.day}>
                {sayDate(noonOf(it.on), 'UTC', language)}
              </th>
              <td>{it.signups}</td>
              <td>{it.cancelled}</td>
              <td>{it.confirmed}</td>
              <td>{it.waiting}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function useWidth(frame: { current: HTMLDivElement | null }): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const look = () => setWidth(Math.floor(element.clientWidth));
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return width;
}
