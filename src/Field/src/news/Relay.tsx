import { useRef, useState } from 'preact/hooks';
import { newId } from '../store/ids.ts';
import { number, whenExactly } from '../text/format.ts';
import { t, type Key } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { now } from '../ui/now.ts';
import { Screen } from '../ui/Screen.tsx';
import { act, current, mutation } from '../ui/session.ts';
import { holdTime, say } from '../ui/Toast.tsx';
import { sentence } from '../ui/trouble.ts';
import type { WireBulletin, WireRelay } from '../wire.ts';
import { HandOver } from './HandOver.tsx';
import { Card } from './Media.tsx';
import { isLate, memberName, postOf, sourceOf, textIn } from './news.ts';
import { shrink } from './proof.ts';
import { passOn } from './share.ts';
import { Facts, StateCard } from './Words.tsx';

/** As long as the server lets a post be taken back. */
const undoable = 10 * 60_000;

export function Relay({ id }: { id: string }) {
  const { news } = current.value.store.view.value;
  const relay = news.relays.find(known => known.id === id);
  const bulletin = relay && news.bulletins.find(known => known.id === relay.bulletinId);
  if (!relay || !bulletin)
    return (
      <Screen title={t('relay.title')} child>
        <p class="empty">{t('news.gone')}</p>
      </Screen>
    );
  return <Posting relay={relay} bulletin={bulletin} />;
}

/** Everything for one post on one screen: the words in the group's language, the picture, one tap to share, one tap "posted". */
function Posting({ relay, bulletin }: { relay: WireRelay; bulletin: WireBulletin }) {
  const { store, member } = current.value;
  const [card, setCard] = useState<File | null>(null);
  const [handing, hand] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const text = textIn(bulletin, relay.language);
  const open = relay.state === 'open' && bulletin.state === 'valid' && now() < Date.parse(relay.validTo);
  const mine = relay.postedBy === member.id;

  const share = async (): Promise<void> => {
    const how = await passOn(postOf(bulletin, text), card);
    say(t(`relay.did.${how}`), { tone: how === 'nothing' ? 'bad' : 'plain' });
  };
  const posted = async (): Promise<void> => {
    const done = mutation('relay.posted', { relay: { relayId: relay.id } });
    // The server hears of it after the time of "Hoàn tác".
    await tell([done], { holdFor: holdTime });
    say(t('relay.done'), { undo: () => takeBack(done.id) });
  };
  const takeBack = async (id: string): Promise<void> => {
    if (!(await store.undo(id))) await tell([mutation('relay.undo', { relay: { relayId: relay.id } })]);
  };
  const prove = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    try {
      const id = newId(now);
      await act([mutation('relay.posted', { relay: { relayId: relay.id, proofId: id } })], { proof: { id, ...(await shrink(file)) } });
      say(t('relay.proofKept'));
    } catch (error) {
      say(error instanceof Error && error.name === 'InvalidStateError' ? t('relay.noPicture') : sentence(error), { tone: 'bad' });
    }
  };
  return (
    <Screen
      child
      wrap
      title={relay.group}
      under={[t(`spoken.${relay.language}` as Key), relay.people != null && t('relay.people', { n: number(relay.people) })]
        .filter(Boolean)
        .join(' · ')}
      action={
        open && (
          <div class="stack">
            <button type="button" class="second strong wide" onClick={() => void share()}>
              <Icon name="share" />
              {t('relay.share')}
            </button>
            <button type="button" class="main" onClick={() => void posted()}>
              <Icon name="check" />
              {t('relay.post')}
            </button>
          </div>
        )
      }
    >
      <StateCard bulletin={bulletin} posted={relay.state === 'posted'} />
      <Standing relay={relay} />
      {relay.state === 'posted' && mine && now() - Date.parse(relay.postedAt!) < undoable && (
        <button type="button" class="second wide" onClick={() => void tell([mutation('relay.undo', { relay: { relayId: relay.id } })])}>
          <Icon name="arrow-back-up" />
          {t('relay.undo')}
        </button>
      )}
      {relay.state === 'open' && (
        <div class="card task">
          <Icon name="user" />
          <span class="grow">
            {relay.memberId === member.id
              ? t('relay.yours')
              : relay.memberId
                ? t('relay.of', { name: memberName(store.view.value, relay.memberId) })
                : t('relay.ofAnybody')}
          </span>
          <button type="button" class="quiet" onClick={() => hand(true)}>
            {t('relay.handover')}
          </button>
        </div>
      )}
      <section>
        <h2>{t('relay.text')}</h2>
        <div class="notice-text" lang={text.language}>
          <b>{text.title}</b>
          <p>{text.body}</p>
          <p>{sourceOf(bulletin)}</p>
        </div>
        {text.needsReview && <p class="hint">{t('guide.review')}</p>}
        <Card id={text.cardId} alt={text.title} onFile={setCard} />
      </section>
      {relay.link && (
        <a class="second wide link" href={relay.link} target="_blank" rel="noreferrer">
          <Icon name="message-circle" />
          {t('relay.openGroup')}
        </a>
      )}
      <Facts bulletin={bulletin} />
      {relay.state === 'posted' && mine && (
        <section>
          <h2>{t('relay.proof')}</h2>
          {relay.proofId ? <Card id={relay.proofId} alt={t('relay.proof')} /> : <p class="hint">{t('relay.proof.why')}</p>}
          {!relay.proofId && (
            <button type="button" class="second wide" onClick={() => picker.current?.click()}>
              <Icon name="camera" />
              {t('relay.addProof')}
            </button>
          )}
          <input ref={picker} type="file" accept="image/*" hidden onChange={event => void prove(event.currentTarget.files?.[0])} />
        </section>
      )}
      {handing && <HandOver relay={relay} onClose={() => hand(false)} />}
    </Screen>
  );

  async function tell(mutations: Parameters<typeof act>[0], options: Parameters<typeof act>[1] = {}): Promise<void> {
    try {
      await act(mutations, options);
    } catch (error) {
      say(sentence(error), { tone: 'bad' });
    }
  }
}

/** Where the task stands: posted by whom, missed, late and gone to the leader, or by when. */
function Standing({ relay }: { relay: WireRelay }) {
  const view = current.value.store.view.value;
  if (relay.state === 'posted')
    return (
      <p class="card">
        <Icon name="check" />
        <span class="figures">
          {t('relay.postedBy', { name: memberName(view, relay.postedBy), when: whenExactly(Date.parse(relay.postedAt!)) })}
        </span>
      </p>
    );
  if (relay.state !== 'open')
    return (
      <p class="card">
        <Icon name={relay.state === 'missed' ? 'clock' : 'ban'} />
        <span>{t(relay.state === 'missed' ? 'relay.missed.text' : 'relay.cancelled.text')}</span>
      </p>
    );
  const late = isLate(relay, now());
  return (
    <p class={late ? 'card bad' : 'card due'}>
      <Icon name={late ? 'alert-triangle' : 'clock'} />
      <span class="figures">
        {t(late ? 'relay.lateSince' : 'relay.by', { when: whenExactly(Date.parse(relay.dueAt)) })}{' '}
        {relay.escalatedAt && t('relay.escalated')}
      </span>
    </p>
  );
}
