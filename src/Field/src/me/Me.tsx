import { useState } from 'preact/hooks';
import { Languages } from '../enrol/Enrol.tsx';
import { isInSafari } from '../enrol/place.ts';
import { number } from '../text/format.ts';
import { t } from '../text/text.ts';
import { Choice } from '../ui/Fields.tsx';
import { Icon } from '../ui/Icon.tsx';
import { now } from '../ui/now.ts';
import { go, goInstead, route } from '../ui/route.ts';
import { Screen } from '../ui/Screen.tsx';
import { current, leave, lock, mayLeave, members, persistent } from '../ui/session.ts';
import { settings } from '../ui/settings.ts';
import { version } from '../ui/version.ts';
import { installOffer } from '../ui/watch.ts';
import { AddMember, ChangePin } from './MemberSheets.tsx';
import { isLeader } from './Team.tsx';
import { workOf } from './work.ts';
import { Sure } from '../ui/Sure.tsx';

export function Me() {
  const { store, member } = current.value;
  const [sheet, open] = useState<'member' | 'pin' | 'leave' | null>(route.value.query.has('add') ? 'member' : null);
  const { households, territory } = store.view.value;
  const work = workOf(households, member.id, now());
  const waiting = store.unsent.value.length + store.refused.value.length;
  return (
    <Screen title={member.name} under={territory.teams.map(team => team.name).join(', ') || store.phone.value?.serverName}>
      <section class="figures-grid" aria-label={t('me.work')}>
        <Figure value={work.today} text={t('me.today')} />
        <Figure value={work.week} text={t('me.week')} />
        <Figure value={work.met} text={t('me.met')} />
        <Figure value={work.households} text={t('me.households')} />
        <Figure value={work.visited} of={work.known} text={t('me.teamVisited')} />
      </section>
      <ul class="list">
        <Line icon="id-badge-2" text={t('badge.title')} onTap={() => go('badge')} />
        <Line
          icon="refresh"
          text={t('sync.title')}
          aside={waiting > 0 ? t('mark.unsent', { n: waiting }) : t('mark.all')}
          onTap={() => go('sync')}
        />
        <Line icon="lifebuoy" text={t('answers.title')} onTap={() => go('answers')} />
        <Line icon="package" text={t('stock.title')} onTap={() => go('stock')} />
        <Line icon="school" text={t('training.title')} onTap={() => go('training')} />
        <Line icon="users" text={t('gather.title')} onTap={() => go('gather')} />
        <Line icon="clipboard-check" text={t('work.title')} onTap={() => go('work')} />
        {isLeader() && <Line icon="users" text={t('team.title')} onTap={() => go('team')} />}
        <Line
          icon="user-plus"
          text={t('me.addMember')}
          aside={members.value.length > 1 ? String(members.value.length) : ''}
          onTap={() => open('member')}
        />
        {installOffer.value && (
          <Line
            icon="download"
            text={t('me.install')}
            onTap={() =>
              void installOffer.value?.prompt().then(() => {
                installOffer.value = null;
              })
            }
          />
        )}
        <Line icon="key" text={t('me.changePin')} onTap={() => open('pin')} />
        <Line icon="lock" text={t('me.lock')} onTap={lock} />
      </ul>
      <section class="form">
        <div class="field">
          <span>{t('me.language')}</span>
          <Languages />
        </div>
        <Choice
          label={t('me.size')}
          value={settings.value.size}
          options={(['normal', 'large', 'huge'] as const).map(value => ({ value, text: t(`size.${value}`) }))}
          onChange={size => {
            settings.value = { ...settings.value, size };
          }}
        />
        <Choice
          label={t('me.theme')}
          value={settings.value.theme}
          options={(['auto', 'light', 'dark'] as const).map(value => ({ value, text: t(`theme.${value}`) }))}
          onChange={theme => {
            settings.value = { ...settings.value, theme };
          }}
        />
        <Choice
          label={t('me.autolock')}
          value={String(settings.value.lockMinutes)}
          options={['5', '10', '30'].map(value => ({ value, text: t('minutes', { n: value }) }))}
          onChange={minutes => {
            settings.value = { ...settings.value, lockMinutes: Number(minutes) };
          }}
        />
      </section>
      {persistent.value !== null && (
        <p class="hint">{t(persistent.value ? 'persist.yes' : isInSafari(navigator) ? 'persist.safari' : 'persist.no')}</p>
      )}
      <button type="button" class="quiet bad" onClick={() => open('leave')}>
        <Icon name="logout" />
        {t('me.leave')}
      </button>
      <p class="hint">{t('version.is', { version })}</p>
      {sheet === 'leave' &&
        (mayLeave() ? (
          <Sure yes={t('me.leave')} onYes={() => void leave()} onNo={() => open(null)}>
            {t('leave.sure')}
          </Sure>
        ) : (
          <div class="card bad column" role="alert">
            <p>{t('leave.refused', { n: waiting + store.drafts.value.size })}</p>
            <button type="button" class="second" onClick={() => go('sync')}>
              {t('sync.title')}
            </button>
          </div>
        ))}
      {sheet === 'member' && (
        <AddMember
          code={route.value.query.get('add') ?? ''}
          onClose={() => {
            goInstead('me');
            open(null);
          }}
        />
      )}
      {sheet === 'pin' && <ChangePin onClose={() => open(null)} />}
    </Screen>
  );
}

const Figure = ({ value, of, text }: { value: number; of?: number; text: string }) => (
  <div>
    <b class="figures">
      {number(value)}
      {of !== undefined && <small>/{number(of)}</small>}
    </b>
    <span>{text}</span>
  </div>
);

function Line({ icon, text, aside, onTap }: { icon: string; text: string; aside?: string; onTap: () => void }) {
  return (
    <li>
      <button type="button" class="row" onClick={onTap}>
        <Icon name={icon} />
        <b class="grow">{text}</b>
        {aside && <small>{aside}</small>}
        <Icon name="chevron-right" />
      </button>
    </li>
  );
}
