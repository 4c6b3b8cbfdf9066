// Records speech into a file field, so that a recording goes the way of any chosen file. It is heard, made again or dropped before it is sent.
// AAC first: every phone plays it, and older iPhones do not play WebM.
const endings = { 'audio/mp4;codecs=mp4a.40.2': 'm4a', 'audio/webm;codecs=opus': 'webm', 'audio/mp4': 'm4a', 'audio/ogg;codecs=opus': 'ogg' };

/** A place names its file field (data-record) and the longest recording in seconds; with data-instead the field shows only where recording is refused. */
function offer(place, type) {
  const [start, stop, clock, drop, player, said] = ['start', 'stop', 'clock', 'drop', 'player', 'said'].map((part) => place.querySelector(`[data-record-${part}]`));
  const { record: name, seconds, instead, first, again, running, done, denied, empty } = place.dataset;
  const field = document.getElementById(name);
  let recorder;
  const isRunning = () => recorder?.state === 'recording';

  function show() {
    const recorded = !isRunning() && player.hasAttribute('src');
    start.hidden = isRunning();
    stop.hidden = clock.hidden = !isRunning();
    player.hidden = drop.hidden = !recorded;
    start.querySelector('span').textContent = recorded ? again : first;
  }

  function keep(parts) {
    const before = player.src;
    const files = new DataTransfer();
    if (parts.length > 0) files.items.add(new File(parts, `ghi-am.${endings[type]}`, { type }));
    field.files = files.files;
    if (parts.length > 0) player.src = URL.createObjectURL(files.files[0]);
    else player.removeAttribute('src');
    URL.revokeObjectURL(before);
    show();
    said.textContent = parts.length > 0 ? done : '';
  }

  function count(current) {
    const since = Date.now();
    const tick = () => {
      const passed = Math.floor((Date.now() - since) / 1000);
      clock.textContent = `${Math.floor(passed / 60)}:${String(passed % 60).padStart(2, '0')}`;
      if (passed >= seconds) current.stop();
    };
    const ticking = setInterval(tick, 250);
    current.addEventListener('stop', () => {
      clearInterval(ticking);
      clock.textContent = '';
    });
    tick();
  }

  async function begin() {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, noiseSuppression: true } });
      const parts = [];
      recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: 24000 });
      recorder.addEventListener('dataavailable', (event) => parts.push(event.data));
      recorder.addEventListener('stop', () => {
        for (const track of stream.getTracks()) track.stop();
        keep(parts);
      });
      player.pause();
      recorder.start();
      count(recorder);
      show();
      said.textContent = running;
      stop.focus();
    } catch {
      said.textContent = denied;
      field.hidden = false;
    }
  }

  start.addEventListener('click', begin);
  stop.addEventListener('click', () => {
    recorder.stop();
    start.hidden = false;
    start.focus();
  });
  drop.addEventListener('click', () => {
    keep([]);
    start.focus();
  });
  // Too short to hold a sound, or none that this browser plays: better said now than found out by who listens.
  player.addEventListener('error', () => {
    // What was said of the recording before this one does not count.
    if (!player.error || !player.hasAttribute('src')) return;
    keep([]);
    said.textContent = empty;
  });
  field.addEventListener('change', () => {
    player.removeAttribute('src');
    said.textContent = '';
    show();
  });
  // Who sends while still speaking means what was said, too.
  field.form.addEventListener('submit', (event) => {
    if (!isRunning()) return;
    event.preventDefault();
    recorder.addEventListener('stop', () => event.target.requestSubmit(event.submitter));
    recorder.stop();
  });
  if (instead !== undefined) field.hidden = true;
  place.hidden = false;
}

const type = window.MediaRecorder && window.DataTransfer && navigator.mediaDevices?.getUserMedia && Object.keys(endings).find((t) => MediaRecorder.isTypeSupported(t));
if (type) for (const place of document.querySelectorAll('[data-record]')) offer(place, type);
