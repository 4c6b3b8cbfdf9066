import { useEffect, useState } from 'preact/hooks';
import { pinIsFit } from '../store/vault.ts';
import { languages, speak, t } from '../text/text.ts';
import { Mark } from '../ui/App.tsx';
import { useArrival } from '../ui/arrival.ts';
import { Icon } from '../ui/Icon.tsx';
import { language } from '../text/text.ts';
import { goInstead } from '../ui/route.ts';
import { say } from '../ui/Toast.tsx';
import { enrol } from '../ui/session.ts';
import { sentence } from '../ui/trouble.ts';
import { codeFrom, phoneName, shown } from './code.ts';
import { PinPad } from './PinPad.tsx';
import { isWithinAnApp } from './place.ts';
import { RightPlace } from './Place.tsx';
import { canScan, Scan } from './Scan.tsx';

type Step = { at: 'code' } | { at: 'pin' } | { at: 'again'; pin: string } | { at: 'asking' };

/** Code, PIN, PIN again; only then is the server asked, so that a one-time code is not spent on a phone put aside half-way. */
export function Enrol() {
  const [code, setCode] = useState(shown(/#enrol=(\w+)/.exec(location.hash)?.[1] ?? ''));
  const [step, setStep] = useState<Step>({ at: 'code' });
  const [trouble, setTrouble] = useState<string>();

  useArrival(step.at, step.at === 'code' ? 'enrol.title' : 'pin.choose');

  // The QR was opened by the phone's own camera while this page was already here.
  useEffect(() => {
    const read = (): void => {
      const found = codeFrom(location.hash);
      if (found) setCode(shown(found));
    };
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, []);

  const send = async (pin: string): Promise<void> => {
    setStep({ at: 'asking' });
    // A code must not stay in the address or the history.
    goInstead('today');
    try {
      await enrol(codeFrom(code)!, phoneName(navigator.userAgent), pin);
    } catch (error) {
      setTrouble(sentence(error));
      setStep({ at: 'code' });
    }
  };

  if (step.at === 'code')
    return (
      <Code
        code={code}
        trouble={trouble}
        onChange={text => {
          setCode(text);
          setTrouble(undefined);
        }}
        onNext={() => setStep({ at: 'pin' })}
      />
    );
  return (
    <div class="splash">
      <h1>{t('pin.choose')}</h1>
      <p>{t('pin.why')}</p>
      {step.at === 'pin' && (
        <PinPad
          key="pin"
          label={t('pin.first')}
          trouble={trouble}
          onPin={pin => {
            setTrouble(pinIsFit(pin) ? undefined : t('pin.weak'));
            if (pinIsFit(pin)) setStep({ at: 'again', pin });
          }}
        />
      )}
      {step.at === 'again' && (
        <PinPad
          key="again"
          label={t('pin.again')}
          onPin={pin => {
            if (pin === step.pin) return void send(pin);
            setTrouble(t('pin.differs'));
            setStep({ at: 'pin' });
          }}
        />
      )}
      {step.at === 'asking' && (
        <p class="waiting" role="status">
          <Icon name="refresh" />
          {t('enrol.asking')}
        </p>
      )}
      {step.at !== 'asking' && (
        <button
          type="button"
          class="quiet"
          onClick={() => {
            setTrouble(undefined);
            setStep({ at: 'code' });
          }}
        >
          {t('enrol.backToCode')}
        </button>
      )}
    </div>
  );
}

function Code({
  code,
  trouble,
  onChange,
  onNext,
}: {
  code: string;
  trouble: string | undefined;
  onChange: (text: string) => void;
  onNext: () => void;
}) {
  const [scanning, setScanning] = useState(false);
  const good = codeFrom(code) !== null;
  return (
    <form
      class="splash"
      onSubmit={event => {
        event.preventDefault();
        if (good) onNext();
      }}
    >
      <Languages />
      <Mark />
      <h1>{t('enrol.title')}</h1>
      <RightPlace />
      <p>{t('enrol.text')}</p>
      <label class="field wide">
        <span>{t('enrol.code')}</span>
        <input
          class="code"
          value={code}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          inputmode="text"
          maxLength={9}
          placeholder="ABCD-2345"
          aria-describedby="enrol-trouble"
          onInput={event => onChange(shown(event.currentTarget.value))}
        />
      </label>
      <p id="enrol-trouble" class="trouble" role="alert">
        {trouble}
      </p>
      <button type="submit" class={isWithinAnApp(navigator.userAgent) ? 'second wide' : 'main'} disabled={!good}>
        {t('enrol.next')}
      </button>
      {canScan() && (
        <button type="button" class="second wide" onClick={() => setScanning(true)}>
          <Icon name="qrcode" />
          {t('enrol.scan')}
        </button>
      )}
      {scanning && (
        <Scan
          onCode={found => {
            setScanning(false);
            onChange(shown(found));
            onNext();
          }}
          onClose={() => setScanning(false)}
        />
      )}
    </form>
  );
}

export function Languages() {
  return (
    <div class="chips" role="group" aria-label={t('me.language')}>
      {languages.map(({ code, name }) => (
        <button
          key={code}
          type="button"
          lang={code}
          class="chip"
          aria-pressed={language.value === code}
          onClick={() => void speak(code).catch(() => say(t('trouble.offline'), { tone: 'bad' }))}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
