// For our own page in a frame (`/{programme}/e/{slug}/embed`): tells the page around it how high it is, and takes the
// colours that its address asks for: a page in a frame inherits nothing from the page around it.

export {};

const colours = /^(button-(background|color)|field-(background|color|border-color)|(focus|error)-color)$/;

function takeLook(): void {
  const { style } = document.documentElement;
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (colours.test(name) && /^[\da-f]{6}$/i.test(value)) style.setProperty(`--pr8werk-${name}`, `#${value}`);
    if (name === 'radius' && /^\d{1,2}$/.test(value)) style.setProperty('--pr8werk-radius', `${value}px`);
  }
}

function tellHeight(): void {
  // A height is no secret, and who frames us is not known beforehand.
  parent.postMessage({ type: 'pr8werk:height', height: Math.ceil(document.documentElement.offsetHeight) }, '*');
}

takeLook();
if (parent !== window) {
  new ResizeObserver(tellHeight).observe(document.documentElement);
  addEventListener('load', tellHeight);
  // The host's script may have come after our first words.
  addEventListener('message', ({ source, data }) => {
    if (source === parent && data?.type === 'pr8werk:ask-height') tellHeight();
  });
}
