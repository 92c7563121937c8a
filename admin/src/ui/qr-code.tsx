import type { CSSProperties } from 'react';
import { encode } from 'uqr';

interface QrCodeProps {
  text: string;
  label: string;
  className?: string | undefined;
  /** By how many squares it is wide. */
  style?: (size: number) => CSSProperties;
}

/** One path of squares, so that it prints as sharp as the paper allows. */
export function QrCode({ text, label, className, style }: QrCodeProps) {
  // The quiet edge of four squares belongs to the code.
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const squares = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      className={className}
      style={style?.(size)}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={squares.join('')} fill="#000" />
    </svg>
  );
}
