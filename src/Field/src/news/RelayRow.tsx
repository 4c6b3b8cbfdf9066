import { number, whenExactly } from '../text/format.ts';
import { t, type Key } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { now } from '../ui/now.ts';
import { go } from '../ui/route.ts';
import { current } from '../ui/session.ts';
import type { WireRelay } from '../wire.ts';
import { emergency, isLate, memberName, stateWord, textIn } from './news.ts';
import { Urgent } from './Words.tsx';

const icons: Record<string, string> = { open: 'send', posted: 'check', missed: 'clock', cancelled: 'ban' };

/** One group, one notice: what, where, whose task, by when; `bare` where the notice itself stands above. */
export function RelayRow({ relay, bare }: { relay: WireRelay; bare?: boolean }) {
  const { store, member } = current.value;
  const view = store.view.value;
  const bulletin = view.news.bulletins.find(known => known.id === relay.bulletinId);
  const late = isLate(relay, now());
  const mine = !relay.memberId || relay.memberId === member.id;
  const who =
    relay.state === 'posted' ? memberName(view, relay.postedBy) : relay.memberId ? memberName(view, relay.memberId) : t('relay.anybody');
  return (
    <li>
      <button type="button" class={relay.state === 'open' && mine ? 'row due' : 'row'} onClick={() => go(`relay/${relay.id}`)}>
        <Icon name={icons[relay.state] ?? 'send'} />
        <span class="grow">
          <b>{relay.group}</b>
          {bulletin && !bare && <small lang={relay.language}>{textIn(bulletin, relay.language).title}</small>}
          <small class={late ? 'late figures' : 'figures'}>
            {stateWord(relay, now())} · {whenExactly(Date.parse(relay.postedAt ?? relay.dueAt))} ·{' '}
            {mine && relay.state === 'open' && relay.memberId ? t('relay.you') : who}
          </small>
          <span class="tags">
            {bulletin?.urgency === emergency && !bare && relay.state === 'open' && <Urgent />}
            <small>
              {t(`spoken.${relay.language}` as Key)}
              {relay.people != null && ` · ${t('relay.people', { n: number(relay.people) })}`}
            </small>
            {bulletin && relay.state === 'posted' && (bulletin.state === 'cancelled' || bulletin.state === 'superseded') && (
              <span class="tag bad">
                <Icon name="ban" />
                {t('relay.takeDown')}
              </span>
            )}
          </span>
        </span>
        <Icon name="chevron-right" />
      </button>
    </li>
  );
}
