import { useState } from 'preact/hooks';
import { newId } from '../store/ids.ts';
import { whenInstant } from '../text/format.ts';
import { t, type Key } from '../text/text.ts';
import { Choice } from '../ui/Fields.tsx';
import { now } from '../ui/now.ts';
import { act, mutation } from '../ui/session.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { say } from '../ui/Toast.tsx';
import { sentence } from '../ui/trouble.ts';
import type { PushConsent, WireConsent, WireHousehold } from '../wire.ts';
import { languageOf } from './languages.ts';

const purposes = ['store', 'contact', 'photo', 'season'] as const;
const methods = ['spoken', 'signed', 'recorded'] as const;
type Purpose = (typeof purposes)[number];

export const consentTo = (door: WireHousehold, purpose: string): WireConsent | undefined =>
  door.consents.find(consent => consent.purpose === purpose && !consent.withdrawnAt);

/** Each purpose on its own, nothing ticked beforehand: silence is not consent, and each "yes" can be taken back. */
export function Consents({ door }: { door: WireHousehold }) {
  const [open, setOpen] = useState<Purpose | null>(null);
  return (
    <section>
      <h2>{t('consent.title')}</h2>
      <ul class="list">
        {purposes.map(purpose => {
          const given = consentTo(door, purpose);
          return (
            <li key={purpose} class="lane">
              <span class="grow">
                <b>{t(`consent.${purpose}`)}</b>
                <small>
                  {given
                    ? t('consent.given', {
                        when: whenInstant(given.at),
                        how: t(`consent.by.${given.method}` as Key),
                        language: languageOf(given.language),
                      })
                    : t('consent.none')}
                </small>
              </span>
              <button type="button" class={given ? 'quiet bad' : 'second'} onClick={() => setOpen(purpose)}>
                {given ? t('consent.withdraw') : t('consent.record')}
              </button>
            </li>
          );
        })}
      </ul>
      {open && <ConsentSheet door={door} purpose={open} onClose={() => setOpen(null)} />}
    </section>
  );
}

export function ConsentSheet({ door, purpose, onClose }: { door: WireHousehold; purpose: Purpose; onClose: () => void }) {
  const given = consentTo(door, purpose);
  const send = async (consent: PushConsent): Promise<void> => {
    try {
      await act([mutation(given ? 'consent.withdraw' : 'consent.give', { consent })]);
      say(given ? t('consent.withdrawn') : t('saved'));
      onClose();
    } catch (error) {
      say(sentence(error), { tone: 'bad' });
    }
  };
  return (
    <Sheet title={t(`consent.${purpose}`)} onClose={onClose}>
      {given ? (
        <div class="form">
          <p>{t(purpose === 'season' ? 'consent.season.withdraw' : 'consent.withdraw.text')}</p>
          <button
            type="button"
            class="danger wide"
            onClick={() => void send({ id: given.id, householdId: door.id, purpose, method: given.method, language: given.language })}
          >
            {t('consent.withdraw')}
          </button>
          <button type="button" class="quiet" onClick={onClose}>
            {t('cancel')}
          </button>
        </div>
      ) : (
        <AskConsent
          door={door}
          purpose={purpose}
          onAgree={(method, language) => void send({ id: newId(now), householdId: door.id, purpose, method, language })}
          onClose={onClose}
        />
      )}
    </Sheet>
  );
}

/** What to say to the household, how it answers, and in which language. */
export function AskConsent(props: {
  door: WireHousehold;
  purpose: Purpose;
  onAgree: (method: string, language: string) => void;
  onClose: () => void;
}) {
  const { door, purpose, onAgree, onClose } = props;
  const [method, setMethod] = useState<string>('spoken');
  const [language, setLanguage] = useState(door.language?.split('+')[0] ?? 'vi');
  return (
    <div class="form">
      <p>{t(`consent.${purpose}.say`)}</p>
      <Choice
        label={t('consent.how')}
        value={method}
        options={methods.map(value => ({ value: value as string, text: t(`consent.by.${value}`) }))}
        onChange={setMethod}
      />
      <Choice
        label={t('consent.language')}
        value={language}
        options={['vi', 'km', 'hoa'].map(value => ({ value, text: languageOf(value) }))}
        onChange={setLanguage}
      />
      <button type="button" class="main" onClick={() => onAgree(method, language)}>
        {t('consent.agrees')}
      </button>
      <button type="button" class="quiet" onClick={onClose}>
        {t('cancel')}
      </button>
    </div>
  );
}
