/** On paper: words in black on white, without what only works on a screen. */
export const PRINT = `
@media print {
  :root {
    color-scheme: light;
    --page: #fff; --paper: #fff; --line: #bbb; --edge: #777; --ink: #000; --quiet: #333; --accent: #000;
    --green: #175f2c; --red: #9b2218; --amber: #7a4b00; --violet: #57369b;
    --green-wash: #fff; --blue-wash: #fff; --red-wash: #fff; --amber-wash: #fff; --violet-wash: #fff; --grey-wash: #fff; --accent-wash: #fff;
  }
  .top, .skip, .filters, .actions, .on-screen { display: none; }
  body { font-size: 11pt; }
  main, main.wide { max-width: none; padding: 0; }
  .panel { border: 0; padding: 0; }
  .panel + .panel { margin-top: 1.5em; }
  .columns { display: block; }
  .chip { box-shadow: inset 0 0 0 1px currentColor; }
  .scroll { overflow: visible; }
  a { text-decoration: none; }
  h1, h2, h3, h4 { break-after: avoid; }
  tr, .finding, .facts > div, .notice, figure { break-inside: avoid; }
  .document { max-width: none; }
}
`;
