import { useState } from 'preact/hooks';
import { holdsCitizenNumber } from '../household/guard.ts';
import { languageOf } from '../household/languages.ts';
import { Listen } from '../news/Media.tsx';
import { whenExactly } from '../text/format.ts';
import { t, type Key } from '../text/text.ts';
import { TextField } from '../ui/Fields.tsx';
import { Icon } from '../ui/Icon.tsx';
import { go } from '../ui/route.ts';
import { Screen } from '../ui/Screen.tsx';
import { act, current, mutation } from '../ui/session.ts';
import { say } from '../ui/Toast.tsx';
import { sentence } from '../ui/trouble.ts';
import type { WireHelp } from '../wire.ts';
import { helpIsLate } from './HelpRow.tsx';

export function Help({ id }: { id: string }) {
  const request = current.value.store.view.value.news.help.find(known => known.id === id);
  if (!request)
    return (
      <Screen title={t('help.title')} child>
        <p class="empty">{t('news.gone')}</p>
      </Screen>
    );
  return <Request request={request} />;
}

/** What was asked and said, how to reach who asked, and one way to answer and one to end it. */
function Request({ request }: { request: WireHelp }) {
  const [answer, setAnswer] = useState('');
  const open = request.state !== 'closed';
  const trouble = holdsCitizenNumber(answer) ? t('guard.number') : undefined;
  const send = async (kind: 'help.answer' | 'help.close'): Promise<void> => {
    if (trouble) return;
    try {
      await act([mutation(kind, { help: { id: request.id, ...(answer.trim() ? { text: answer.trim() } : {}) } })]);
      setAnswer('');
      say(t(kind === 'help.close' ? 'help.ended' : 'saved'));
    } catch (error) {
      say(sentence(error), { tone: 'bad' });
    }
  };
  return (
    <Screen
      child
      wrap
      title={request.name || t('help.noName')}
      under={[t(`help.from.${request.from}` as Key), languageOf(request.language), request.code].filter(Boolean).join(' · ')}
      aside={
        request.phone && (
          <a class="quiet square" href={`tel:${request.phone}`} aria-label={t('call', { name: request.name ?? '' })}>
            <Icon name="phone" />
          </a>
        )
      }
      action={
        open &&
        (answer.trim() ? (
          <button type="button" class="main" onClick={() => void send('help.answer')}>
            <Icon name="send" />
            {t('help.send')}
          </button>
        ) : (
          <button type="button" class="main" onClick={() => void send('help.close')}>
            <Icon name="check" />
            {t('help.close')}
          </button>
        ))
      }
    >
      <p class={helpIsLate(request) ? 'card bad' : 'card'}>
        <Icon name={open ? 'clock' : 'check'} />
        <span class="figures">
          {request.state === 'answered'
            ? t('help.answered')
            : open
              ? t(helpIsLate(request) ? 'help.late' : 'help.due', { when: whenExactly(Date.parse(request.dueAt)) })
              : t('help.endedAt', { when: whenExactly(Date.parse(request.closedAt ?? request.at)) })}
        </span>
      </p>
      {request.householdId && current.value.store.view.value.households.has(request.householdId) && (
        <button type="button" class="second wide" onClick={() => go(`door/${request.householdId}`)}>
          <Icon name="home" />
          {t('help.toDoor')}
        </button>
      )}
      <ul class="talk">
        {request.messages.map(message => (
          <li key={message.id} class={message.incoming ? 'theirs' : 'ours'}>
            <p lang={message.incoming ? request.language : undefined}>{message.text}</p>
            {message.audioId && (
              <Listen text={{ language: request.language, title: '', body: message.text, needsReview: false, audioId: message.audioId }} />
            )}
            <small class="figures">{[message.by, whenExactly(Date.parse(message.at))].filter(Boolean).join(' · ')}</small>
          </li>
        ))}
      </ul>
      {open && (
        <TextField
          label={t('help.answer')}
          help={t(request.from === 'zalo' ? 'help.answer.zalo' : 'help.answer.noted')}
          rows={3}
          most={2000}
          value={answer}
          trouble={trouble}
          onChange={setAnswer}
        />
      )}
    </Screen>
  );
}
