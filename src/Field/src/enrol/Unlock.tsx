import { useEffect, useState } from 'preact/hooks';
import { WrongPin } from '../store/vault.ts';
import { t } from '../text/text.ts';
import { Mark } from '../ui/App.tsx';
import { Icon } from '../ui/Icon.tsx';
import { members, unlock, waitBeforePin } from '../ui/session.ts';
import { sentence } from '../ui/trouble.ts';
import { Languages } from './Enrol.tsx';
import { PinPad } from './PinPad.tsx';

export function Unlock() {
  const [chosen, choose] = useState(members.value.length === 1 ? members.value[0] : undefined);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const [wait, setWait] = useState(0);

  useEffect(() => {
    void waitBeforePin().then(milliseconds => setWait(Math.ceil(milliseconds / 1000)));
  }, []);
  useEffect(() => {
    if (wait <= 0) return undefined;
    const timer = setTimeout(() => setWait(wait - 1), 1000);
    return () => clearTimeout(timer);
  }, [wait]);

  if (!chosen) {
    return (
      <div class="splash">
        <Languages />
        <Mark />
        <h1>{t('unlock.who')}</h1>
        <ul class="list wide">
          {members.value.map(member => (
            <li key={member.id}>
              <button type="button" class="row" onClick={() => choose(member)}>
                <Icon name="user" />
                <b class="grow">{member.name}</b>
                <Icon name="chevron-right" />
              </button>
            </li>
          ))}
        </ul>
      </div>
    );
  }

  const tryPin = async (pin: string): Promise<void> => {
    setBusy(true);
    setTrouble(undefined);
    try {
      await unlock(chosen, pin);
    } catch (error) {
      setBusy(false);
      if (!(error instanceof WrongPin)) return setTrouble(sentence(error));
      setWait(Math.ceil(error.wait / 1000));
      setTrouble(t('unlock.wrong'));
    }
  };
  return (
    <div class="splash">
      <h1>{t('unlock.hello', { name: chosen.name })}</h1>
      <PinPad label={t('unlock.pin')} busy={busy} blocked={wait > 0} trouble={trouble} onPin={pin => void tryPin(pin)} />
      {wait > 0 && (
        <p class="card due" role="status">
          {t('unlock.wait', { n: wait })}
        </p>
      )}
      {members.value.length > 1 && (
        <button
          type="button"
          class="second"
          onClick={() => {
            choose(undefined);
            setTrouble(undefined);
          }}
        >
          {t('unlock.other')}
        </button>
      )}
      <details class="quiet-details">
        <summary>{t('unlock.forgot')}</summary>
        <p>{t('unlock.forgotText')}</p>
      </details>
    </div>
  );
}
