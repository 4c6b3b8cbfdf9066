// Records speech into a file field, so that a recording goes the way of any chosen file. It is heard, made again or dropped before it is sent.
// AAC first: every phone plays it, and older iPhones do not play WebM.
const endings = { 'audio/mp4;codecs=mp4a.40.2': 'm4a', 'audio/webm;codecs=opus': 'webm', 'audio/mp4': 'm4a', 'audio/ogg;codecs=opus': 'ogg' };

// Who sends while still speaking means what was said, too: a form waits until its recordings lie in their fields. Per form the functions that end them.
const waits = new Map();

function waitOf(form) {
  if (waits.has(form)) return waits.get(form);
  const wait = { ends: new Map(), pressed: null, isSending: false };
  waits.set(form, wait);
  form.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (button && button.type === 'submit') wait.pressed = button;
  });
  form.addEventListener('submit', (event) => {
    if (wait.ends.size === 0) return;
    event.preventDefault();
    wait.isSending = true;
    for (const end of wait.ends.values()) end();
  });
  return wait;
}

/** A place names its file field (data-record) and the longest recording in seconds and bytes; with data-instead the field shows only where it must. */
function offer(place, type) {
  const part = (name) => place.querySelector(`[data-record-${name}]`);
  const [start, stop, clock, drop, player, said] = ['start', 'stop', 'clock', 'drop', 'player', 'said'].map(part);
  const words = place.dataset;
  const field = document.getElementById(words.record);
  const label = document.querySelector(`label[for="${words.record}"]`);
  const wait = waitOf(field.form);
  let isRunning = false;
  let isAsked = false;
  let isRecorded = false;

  function show() {
    const held = document.activeElement;
    const has = !isRunning && player.hasAttribute('src');
    start.hidden = isRunning;
    stop.hidden = clock.hidden = !isRunning;
    player.hidden = drop.hidden = !has;
    start.querySelector('span').textContent = has ? words.again : words.begin;
    // Whoever writes meanwhile goes on writing.
    if (held && held.hidden) (isRunning ? stop : start).focus();
  }

  /** What can be heard now; nothing ends what sounds. */
  function hold(sound) {
    const before = player.src;
    player.pause();
    player.removeAttribute('src');
    player.load();
    if (before) URL.revokeObjectURL(before);
    if (sound) player.src = URL.createObjectURL(sound);
    show();
  }

  function put(parts) {
    const files = new DataTransfer();
    if (new Blob(parts).size > 0) files.items.add(new File(parts, `ghi-am.${endings[type]}`, { type }));
    field.files = files.files;
    isRecorded = field.files.length > 0;
    hold(field.files[0]);
    return isRecorded;
  }

  function showField(shown) {
    field.hidden = !shown;
    if (shown) label.htmlFor = field.id;
    else label.removeAttribute('for');
  }

  function begin(stream) {
    const recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: 24000 });
    const [parts, since] = [[], Date.now()];
    let [bytes, isFull, ticking] = [0, false, 0];
    const end = () => recorder.state === 'recording' && recorder.stop();
    recorder.addEventListener('dataavailable', (event) => {
      parts.push(event.data);
      bytes += event.data.size;
      // Not every browser keeps to the rate that it was asked for: the next second must still fit.
      if (bytes > words.most * 0.95) isFull = true;
      if (isFull) end();
    });
    recorder.addEventListener('stop', () => {
      clearInterval(ticking);
      clock.textContent = '';
      for (const track of stream.getTracks()) track.stop();
      isRunning = false;
      wait.ends.delete(place);
      const isKept = put(parts);
      said.textContent = isKept ? (isFull ? words.full : words.done) : words.empty;
      // Who believes that they have said something is not sent on without it; half a second holds no word.
      wait.isSending = wait.isSending && isKept && Date.now() - since >= 500;
      if (wait.isSending && wait.ends.size === 0) {
        wait.isSending = false;
        wait.pressed?.click();
      }
    });
    recorder.start(1000);
    const tick = () => {
      const passed = Math.floor((Date.now() - since) / 1000);
      clock.textContent = `${Math.floor(passed / 60)}:${String(passed % 60).padStart(2, '0')}`;
      if (passed >= words.seconds) isFull = true;
      if (isFull) end();
    };
    ticking = setInterval(tick, 250);
    tick();
    player.pause();
    isRunning = true;
    wait.ends.set(place, end);
    said.textContent = words.running;
    show();
  }

  start.addEventListener('click', async () => {
    // A second tap while the phone still asks whether it may listen.
    if (isAsked || isRunning) return;
    isAsked = true;
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, noiseSuppression: true } });
      begin(stream);
    } catch {
      for (const track of stream?.getTracks() ?? []) track.stop();
      said.textContent = words.denied;
      showField(true);
    } finally {
      isAsked = false;
    }
  });
  stop.addEventListener('click', () => wait.ends.get(place)?.());
  drop.addEventListener('click', () => {
    put([]);
    said.textContent = '';
  });
  player.addEventListener('error', () => {
    if (!player.error || !player.hasAttribute('src')) return;
    // Too short to hold a sound: better said now than found out by who listens. What was chosen may be heard elsewhere.
    if (isRecorded) said.textContent = put([]) ? '' : words.empty;
    else hold();
  });
  field.addEventListener('change', () => {
    isRecorded = false;
    said.textContent = '';
    hold(field.files[0]);
  });
  if (words.instead !== undefined) {
    showField(false);
    place.setAttribute('role', 'group');
    place.setAttribute('aria-labelledby', label.id);
  }
  // A browser that goes back may have given the field its file again.
  if (field.files.length > 0) hold(field.files[0]);
  place.hidden = false;
}

const canRecord = window.MediaRecorder && window.DataTransfer && navigator.mediaDevices?.getUserMedia;
const type = canRecord && Object.keys(endings).find((t) => MediaRecorder.isTypeSupported(t));
if (type) for (const place of document.querySelectorAll('[data-record]')) offer(place, type);
