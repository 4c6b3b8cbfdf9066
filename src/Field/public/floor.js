// Says in plain words why the app cannot open here, and what to do. Written for engines that are too old for the app itself.
(function () {
  'use strict';
  /** Nothing once the app has drawn its first screen: from there on it speaks for itself. */
  function say(reason) {
    var parts = document.querySelectorAll('#app [data-floor]');
    for (var i = 0; i < parts.length; i++) {
      if (parts[i].getAttribute('data-floor') === reason) parts[i].removeAttribute('hidden');
      else parts[i].setAttribute('hidden', '');
    }
  }

  function isTooOld() {
    return !(
      'noModule' in document.createElement('script') &&
      window.Promise &&
      Promise.allSettled &&
      Object.fromEntries &&
      window.fetch &&
      window.AbortController &&
      window.TextDecoder &&
      window.crypto &&
      crypto.subtle &&
      window.HTMLDialogElement
    );
  }

  function mayKeep() {
    try {
      localStorage.setItem('tungngo.floor', '1');
      localStorage.removeItem('tungngo.floor');
      return Boolean(window.indexedDB);
    } catch (refused) {
      return false;
    }
  }

  /** The app does not begin. */
  function stop(reason) {
    say(reason);
    document.documentElement.setAttribute('data-floor', reason);
  }

  if (window.isSecureContext === false) {
    var link = document.querySelector('#app [data-floor=http] a');
    if (link) link.setAttribute('href', location.href.replace(/^http:/, 'https:'));
    stop('http');
  } else if (isTooOld()) stop('old');
  else if (!mayKeep()) stop('storage');

  // What the checks did not know of: a file of the app that the engine cannot read, or a name that it does not have. The first reason stays.
  function late() {
    if (!document.documentElement.getAttribute('data-floor')) say('old');
  }
  window.addEventListener('error', function (event) {
    if (event.message && String(event.filename).indexOf('/field/') >= 0) late();
  });
  window.addEventListener('unhandledrejection', late);
})();
