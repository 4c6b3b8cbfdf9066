import { useState } from 'preact/hooks';
import { dayOf } from '../store/clock.ts';
import { number, when } from '../text/format.ts';
import { t, type Key } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { now } from '../ui/now.ts';
import { current } from '../ui/session.ts';
import type { WireWater } from '../wire.ts';
import { adviceFor, isStale, lookOf, windowsOf, type AdviceLine, type CropAdvice } from './water.ts';
import { certainty, hours, measured, salt, whenAt } from './words.ts';

export function StationSection({ water }: { water: WireWater }) {
  const { state, tone, icon } = lookOf(water, now());
  const known = state !== 'never' && state !== 'stale';
  const intakes = [...new Set(water.hamlets.map(hamlet => hamlet.intake).filter(Boolean))];
  return (
    <section>
      <div class={`card column water ${tone}`}>
        <div>
          <h2>{[water.name, water.river].join(' · ')}</h2>
          {intakes.length > 0 && <small>{intakes.join(', ')}</small>}
        </div>
        {state !== 'never' && (
          <p class="water-value figures">
            <b>{salt(water.value)}</b> g/l
          </p>
        )}
        <p class="water-state">
          <Icon name={icon} />
          <b>{t(`water.state.${state}`)}</b>
        </p>
        {state !== 'never' && <p class="figures">{measured(water, now())}</p>}
        {!known && <p>{t(state === 'never' ? 'water.never' : 'water.stale')}</p>}
        {known && <Event water={water} />}
        {known && <Foreseen water={water} />}
        {known && <Trend water={water} />}
      </div>
      {known && <Days water={water} />}
      {known && <Windows water={water} />}
      {known && <Advice water={water} />}
    </section>
  );
}

function Event({ water: { event } }: { water: WireWater }) {
  if (!event) return null;
  return (
    <p class="figures">
      {t(`water.level.${event.level}` as Key)}:{' '}
      {t(event.side === 'above' ? 'water.above' : 'water.below', {
        limit: salt(event.limit),
        when: whenAt(Date.parse(event.openedAt)),
        peak: salt(event.peak),
      })}
    </p>
  );
}

function Foreseen({ water: { foreseen } }: { water: WireWater }) {
  if (!foreseen) return null;
  return (
    <p class="figures">
      {t(`water.foreseen.${foreseen.by}` as Key, { limit: salt(foreseen.limit), day: when(foreseen.day), value: salt(foreseen.value) })}
    </p>
  );
}

/** What is past by now is not told as coming. */
function Days({ water }: { water: WireWater }) {
  const days = (water.days ?? []).filter(({ day }) => day >= dayOf(now()));
  if (days.length === 0) return null;
  return (
    <>
      <h2>{t('water.days')}</h2>
      <ul class="list">
        {days.map(({ day, max, low, high }) => (
          <li key={day} class="past">
            <Icon name="calendar-event" />
            <span class="grow">
              <b class="figures">{t('water.day', { day: when(day), max: salt(max) })}</b>
              <small class="figures">{t('water.day.band', { low: salt(low), high: salt(high) })}</small>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Trend({ water: { day, dayMax, maxBefore } }: { water: WireWater }) {
  if (!day || dayMax == null || maxBefore == null) return null;
  const by = Math.round((dayMax - maxBefore) * 10) / 10;
  const way = by > 0 ? 'up' : by < 0 ? 'down' : 'same';
  return (
    <p class="trend figures">
      <Icon name={by > 0 ? 'trending-up' : by < 0 ? 'trending-down' : 'equal'} />
      <span>{t(`water.trend.${way}`, { day: when(day), max: salt(dayMax), by: salt(Math.abs(by)) })}</span>
    </p>
  );
}

function Windows({ water }: { water: WireWater }) {
  const windows = windowsOf(water, now());
  const old = isStale(water, now()) || water.unknown === 'tooOld';
  return (
    <>
      <h2>{t('water.windows', { limit: salt(water.freshLimit) })}</h2>
      {windows.length === 0 && (
        <p class="hint">{t(old ? 'water.windows.old' : water.unknown === 'none' ? 'water.windows.none' : 'water.windows.few')}</p>
      )}
      <ul class="list">
        {windows.map(window => (
          <li key={window.from} class="past">
            <Icon name="droplet" />
            <span class="grow">
              <b class="figures">{t(Date.parse(window.from) <= now() ? 'water.takeNow' : 'water.take', { hours: hours(window) })}</b>
              <small>{certainty(window)}</small>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Advice({ water }: { water: WireWater }) {
  const [all, showAll] = useState(false);
  const { mine, others } = adviceFor(water, current.value.store.view.value.households.values());
  return (
    <>
      <h2>{t('water.advice')}</h2>
      <ul class="list">
        {mine.map(crop => (
          <CropRow key={crop.crop} crop={crop} />
        ))}
        {all && others.map(crop => <CropRow key={crop.crop} crop={crop} />)}
      </ul>
      {others.length > 0 && !all && (
        <button type="button" class="second wide" onClick={() => showAll(true)}>
          {t('water.others')}
        </button>
      )}
    </>
  );
}

function CropRow({ crop: { crop, doors, lines } }: { crop: CropAdvice }) {
  return (
    <li class="crop-advice">
      <p>
        <b>{crop ? t(`crop.${crop}` as Key) : t('water.everybody')}</b>
        {doors > 0 && <small class="figures"> · {t('water.doors', { n: number(doors) })}</small>}
      </p>
      {lines.map(line => (
        <Line key={`${line.side}${line.limit}${line.stages.join()}`} line={line} />
      ))}
    </li>
  );
}

const shapes: Record<string, [string, string]> = {
  take: ['good', 'check'],
  measure: ['due', 'alert-triangle'],
  close: ['bad', 'ban'],
  unknown: ['unknown', 'info-circle'],
};

function Line({ line: { stages, side, limit, advice } }: { line: AdviceLine }) {
  const [tone, icon] = shapes[advice] ?? shapes['unknown']!;
  return (
    <div class="advice">
      <span class={`do ${tone}`}>
        <Icon name={icon} />
        <b>{t(`water.do.${advice}` as Key)}</b>
      </span>
      <small class="figures">
        {[
          ...stages.map(stage => t(`water.stage.${stage}` as Key)),
          t(side === 'above' ? 'water.bears' : 'water.wants', { limit: salt(limit) }),
        ].join(', ')}
      </small>
    </div>
  );
}
