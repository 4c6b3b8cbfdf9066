import { useState } from 'preact/hooks';
import { holdsCitizenNumber } from '../household/guard.ts';
import { Listen } from '../news/Media.tsx';
import { language, t, type Key } from '../text/text.ts';
import { TextField } from '../ui/Fields.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Screen } from '../ui/Screen.tsx';
import { act, current, mutation } from '../ui/session.ts';
import { say } from '../ui/Toast.tsx';
import { sentence } from '../ui/trouble.ts';
import type { WireHelp } from '../wire.ts';
import { AddHelp } from './AddHelp.tsx';
import { answersFor } from './answers.ts';

/** The office's answers, searched without a line, and what the team has asked itself. */
export function Answers() {
  const { store } = current.value;
  const [query, search] = useState('');
  const [asking, ask] = useState(false);
  const found = answersFor(store.answers.value, query);
  const asked = store.view.value.news.questions ?? [];
  return (
    <Screen
      child
      title={t('answers.title')}
      action={
        <button type="button" class="main" onClick={() => ask(true)}>
          <Icon name="send" />
          {t('answers.ask')}
        </button>
      }
    >
      <TextField label={t('answers.search')} value={query} onChange={search} />
      {found.length === 0 && <p class="hint">{t('answers.none')}</p>}
      {found.map(({ id, question, answer, km }) => {
        const told = [{ title: question, body: answer, language: 'vi' }, ...(km ? [{ title: km[0]!, body: km[1]!, language: 'km' }] : [])];
        // The reader's language first: the other one is for whoever asked.
        const [first, second] = language.value === 'km' ? told.reverse() : told;
        return (
          <details key={id} class="card column">
            <summary>
              <b lang={first!.language}>{first!.title}</b>
            </summary>
            <Said {...first!} />
            {second && <Said {...second} titled />}
          </details>
        );
      })}
      {asked.length > 0 && <h2>{t('answers.asked')}</h2>}
      {asked.map(question => (
        <Asked key={question.id} question={question} />
      ))}
      {asking && <AddHelp onClose={() => ask(false)} />}
    </Screen>
  );
}

/** What was asked and answered, which of it has not been sent yet, and, for whoever asked, room to say more. */
function Asked({ question }: { question: WireHelp }) {
  const { store, member } = current.value;
  const { id, state, messages, memberId } = question;
  const [more, setMore] = useState('');
  const trouble = holdsCitizenNumber(more) ? t('guard.number') : undefined;
  const unsent = new Set(store.items.value.filter(item => item.state === 'waiting').map(item => item.mutation.id));
  const send = async (): Promise<void> => {
    if (trouble || !more.trim()) return;
    try {
      await act([mutation('question.ask', { question: { id, text: more.trim(), language: language.value } })]);
      setMore('');
      say(t('saved'));
    } catch (error) {
      say(sentence(error), { tone: 'bad' });
    }
  };
  return (
    <div class="card column">
      <ul class="talk">
        {messages.map(said => (
          <li key={said.id} class={said.incoming ? 'ours' : 'theirs'}>
            <p>{said.text}</p>
            <small>{!said.incoming ? said.by : t(unsent.has(said.id) ? 'answers.unsent' : (`help.${state}` as Key))}</small>
          </li>
        ))}
      </ul>
      {memberId === member.id && state !== 'closed' && (
        <form
          class="form"
          onSubmit={event => {
            event.preventDefault();
            void send();
          }}
        >
          <TextField label={t('answers.more')} rows={2} most={2000} value={more} trouble={trouble} onChange={setMore} />
          {more.trim() && (
            <button type="submit" class="second">
              {t('help.send')}
            </button>
          )}
        </form>
      )}
    </div>
  );
}

const Said = ({ titled = false, ...text }: { title: string; body: string; language: string; titled?: boolean }) => (
  <div class="talk" lang={text.language}>
    {titled && <b>{text.title}</b>}
    <p>{text.body}</p>
    <Listen text={{ ...text, needsReview: false }} />
  </div>
);
