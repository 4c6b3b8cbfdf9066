import { useState } from 'preact/hooks';
import { Listen } from '../news/Media.tsx';
import { t, type Key } from '../text/text.ts';
import { TextField } from '../ui/Fields.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Screen } from '../ui/Screen.tsx';
import { current } from '../ui/session.ts';
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
      {found.map(({ id, question, answer, km }) => (
        <details key={id} class="card column">
          <summary>
            <b>{question}</b>
          </summary>
          <Said title={question} body={answer} language="vi" />
          {km && <Said title={km[0]!} body={km[1]!} language="km" />}
        </details>
      ))}
      {asked.length > 0 && <h2>{t('answers.asked')}</h2>}
      {asked.map(({ id, state, messages }) => (
        <ul key={id} class="talk">
          {messages.map(said => (
            <li key={said.id} class={said.incoming ? 'ours' : 'theirs'}>
              <p>{said.text}</p>
              <small>{said.incoming ? t(`help.${state}` as Key) : said.by}</small>
            </li>
          ))}
        </ul>
      ))}
      {asking && <AddHelp onClose={() => ask(false)} />}
    </Screen>
  );
}

const Said = (text: { title: string; body: string; language: string }) => (
  <div class="talk" lang={text.language}>
    {text.language === 'km' && <b>{text.title}</b>}
    <p>{text.body}</p>
    <Listen text={{ ...text, needsReview: false }} />
  </div>
);
