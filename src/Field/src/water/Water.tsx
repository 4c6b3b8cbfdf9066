import { useState } from 'preact/hooks';
import { HardItem } from '../me/HardItem.tsx';
import { isHard } from '../store/outbox.ts';
import { number, whenExactly } from '../text/format.ts';
import { t } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { now } from '../ui/now.ts';
import { Screen } from '../ui/Screen.tsx';
import { current } from '../ui/session.ts';
import { AddReading } from './AddReading.tsx';
import { StationSection } from './Station.tsx';
import { worstFirst } from './water.ts';

/** My hamlets' water: what was measured and how old it is, when it is fresh, what to do; and a way to write down what a meter says. */
export function WaterScreen() {
  const [adds, add] = useState(false);
  const { store } = current.value;
  const stations = worstFirst(store.water.value, now());
  return (
    <Screen
      child
      title={t('water.title')}
      under={store.view.value.territory.hamlets.map(hamlet => hamlet.name).join(', ')}
      action={
        stations.length > 0 && (
          <button type="button" class="main" onClick={() => add(true)}>
            <Icon name="pencil" />
            {t('water.add')}
          </button>
        )
      }
    >
      {stations.length === 0 && (
        <p class="empty tall">
          <Icon name="ripple" big />
          {t('water.none')}
        </p>
      )}
      <OwnReadings />
      {stations.map(water => (
        <StationSection key={water.id} water={water} />
      ))}
      {adds && <AddReading stations={stations} onClose={() => add(false)} />}
    </Screen>
  );
}

/** What was written down here and has not come back with a pull: it stands above the stations until then. */
function OwnReadings() {
  const { items, water } = current.value.store;
  const mine = items.value.filter(item => item.mutation.reading);
  if (mine.length === 0) return null;
  return (
    <section>
      <h2>{t('water.mine')}</h2>
      <ul class="list">
        {mine.filter(isHard).map(item => (
          <HardItem key={item.mutation.id} item={item} />
        ))}
        {mine
          .filter(item => !isHard(item))
          .map(({ mutation: { id, at, reading }, state }) => (
            <li key={id} class="past">
              <Icon name={state === 'waiting' ? 'refresh' : 'cloud-check'} />
              <span class="grow">
                <b class="figures">
                  {number(reading!.value)} {reading!.unit}
                </b>
                <small class="figures">
                  {[
                    water.value.find(station => station.id === reading!.stationId)?.name,
                    whenExactly(Date.parse(at)),
                    t(state === 'waiting' ? 'door.unsent' : 'water.sent'),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </small>
              </span>
            </li>
          ))}
      </ul>
    </section>
  );
}
