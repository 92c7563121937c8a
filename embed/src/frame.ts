// For our own page in a frame (`/{programme}/e/{slug}/embed`): tells the page around it how high it is.

export {};

function tellHeight(): void {
  // A height is no secret, and who frames us is not known beforehand.
  parent.postMessage({ type: 'pr8werk:height', height: Math.ceil(document.documentElement.offsetHeight) }, '*');
}

if (parent !== window) {
  new ResizeObserver(tellHeight).observe(document.documentElement);
  addEventListener('load', tellHeight);
  // The host's script may have come after our first words.
  addEventListener('message', ({ source, data }) => {
    if (source === parent && data?.type === 'pr8werk:ask-height') tellHeight();
  });
}
