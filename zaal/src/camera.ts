// Reads a code with the camera, on phones whose browser can; typing a name always works.

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
type DetectorClass = { new (options: { formats: string[] }): Detector; getSupportedFormats(): Promise<string[]> };
const known = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;

export async function canScan(): Promise<boolean> {
  if (!known || !navigator.mediaDevices) return false;
  return (await known.getSupportedFormats().catch(() => [] as string[])).includes('qr_code');
}

/** Calls `found` for each code it sees until the returned function is called. */
export async function scan(video: HTMLVideoElement, found: (text: string) => void): Promise<() => void> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false });
  const detector = new known!({ formats: ['qr_code'] });
  let isOn = true;
  video.srcObject = stream;
  await video.play();
  const look = async () => {
    if (!isOn) return;
    const codes = await detector.detect(video).catch(() => []);
    if (isOn && codes[0]) found(codes[0].rawValue);
    setTimeout(look, 200);
  };
  void look();
  return () => {
    isOn = false;
    for (const track of stream.getTracks()) track.stop();
  };
}
