// Vite hands over a style sheet as text, minified.
declare module '*.css?inline' {
  const text: string;
  export default text;
}
