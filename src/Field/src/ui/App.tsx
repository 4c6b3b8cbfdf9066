import { signal } from '@preact/signals';
import type { ComponentChildren, FunctionComponent } from 'preact';
import { Enrol } from '../enrol/Enrol.tsx';
import { Unlock } from '../enrol/Unlock.tsx';
import { Badge } from '../badge/Badge.tsx';
import { Doors } from '../doors/Doors.tsx';
import { AddHousehold } from '../household/AddHousehold.tsx';
import { HouseholdScreen } from '../household/Household.tsx';
import { Help } from '../help/Help.tsx';
import { GatherScreen } from '../gather/Gather.tsx';
import { Guides } from '../guides/Guides.tsx';
import { Me } from '../me/Me.tsx';
import { SyncStory } from '../me/SyncStory.tsx';
import { Team } from '../me/Team.tsx';
import { Bulletin } from '../news/Bulletin.tsx';
import { News } from '../news/News.tsx';
import { Relay } from '../news/Relay.tsx';
import { number } from '../text/format.ts';
import { t, type Key } from '../text/text.ts';
import { Today } from '../today/Today.tsx';
import { Answers } from '../help/Answers.tsx';
import { Stock } from '../me/Stock.tsx';
import { TrainingScreen } from '../training/Training.tsx';
import { VisitScreen } from '../visit/Visit.tsx';
import { WorkScreen } from '../work/Work.tsx';
import { WaterScreen } from '../water/Water.tsx';
import { stageTitles, titles, useArrival } from './arrival.ts';
import { Icon } from './Icon.tsx';
import { route } from './route.ts';
import { eraseAndStartAfresh, lost, stage, startAfresh } from './session.ts';
import { Toast } from './Toast.tsx';
import { takeNewVersion, waitingVersion } from './watch.ts';

const screens: Record<string, FunctionComponent<{ id: string }>> = {
  today: Today,
  doors: Doors,
  door: HouseholdScreen,
  'add-door': AddHousehold,
  visit: VisitScreen,
  guides: Guides,
  news: News,
  relay: Relay,
  bulletin: Bulletin,
  help: Help,
  water: WaterScreen,
  training: TrainingScreen,
  gather: GatherScreen,
  me: Me,
  sync: SyncStory,
  team: Team,
  badge: Badge,
  work: WorkScreen,
  answers: Answers,
  stock: Stock,
};

export function App() {
  const { screen, id } = route.value;
  const isOpen = stage.value === 'open';
  useArrival(
    isOpen ? `${screen}/${id}` : stage.value,
    isOpen ? (titles[screen] ?? 'today.title') : (stageTitles[stage.value] ?? 'today.title'),
  );
  switch (stage.value) {
    case 'starting':
      return (
        <div class="splash">
          <Mark />
        </div>
      );
    case 'enrol':
      return <Enrol />;
    case 'locked':
      return <Unlock />;
    case 'revoked':
      return <Farewell title="revoked.title" text="revoked.text" action="revoked.action" more={<Lost />} />;
    case 'left':
      return <Farewell title="left.title" text="left.text" action="left.action" />;
    case 'broken':
      return <Farewell title="broken.title" text="broken.text" action="broken.action" />;
    case 'unreadable':
      return (
        <Farewell title="unreadable.title" text="unreadable.text" action="unreadable.action" onTap={() => void eraseAndStartAfresh()} />
      );
    case 'open': {
      const Shown = screens[screen] ?? Today;
      return (
        <>
          <NewVersion />
          <Shown key={`${screen}/${id}`} id={id} />
          <Toast />
        </>
      );
    }
  }
}

const putOff = signal(false);

function NewVersion() {
  if (!waitingVersion.value || putOff.value || route.value.screen === 'visit') return null;
  return (
    <div class="notice" role="status">
      <Icon name="download" />
      <span class="grow">{t('version.new')}</span>
      <button type="button" onClick={takeNewVersion}>
        {t('version.take')}
      </button>
      <button
        type="button"
        class="quiet"
        onClick={() => {
          putOff.value = true;
        }}
      >
        {t('version.later')}
      </button>
    </div>
  );
}

/** What had not been sent when the phone was wiped: it can be noted again by whoever knows of it. */
function Lost() {
  const kinds = Object.entries(lost.value);
  if (kinds.length === 0) return <p class="hint">{t('revoked.none')}</p>;
  return (
    <div class="card due column wide">
      <p>{t('revoked.lost')}</p>
      <ul>
        {kinds.map(([kind, n]) => (
          <li key={kind} class="figures">
            {kind === 'draft' ? t('today.drafts') : t(`kind.${kind}` as Key)}: {number(n)}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface Parting {
  title: Key;
  text: Key;
  action: Key;
  more?: ComponentChildren;
  onTap?: () => void;
}

function Farewell({ title, text, action, more, onTap = startAfresh }: Parting) {
  return (
    <div class="splash">
      <Mark />
      <h1>{t(title)}</h1>
      <p>{t(text)}</p>
      {more}
      <button type="button" class="main" onClick={onTap}>
        {t(action)}
      </button>
    </div>
  );
}

export const Mark = () => (
  <svg class="emblem" viewBox="0 0 512 512" aria-hidden="true">
    <rect width="512" height="512" rx="112" fill="#0F6B5C" />
    <path d="M150 372V236l106-86 106 86v136z" fill="#FBFAF6" />
    <path d="M228 372v-78a28 28 0 0 1 56 0v78z" fill="#D9920A" />
    <path d="M96 404c60-22 100 22 160 0s100-22 160 0" fill="none" stroke="#FBFAF6" stroke-width="16" stroke-linecap="round" />
  </svg>
);
