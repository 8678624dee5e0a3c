import Handlebars from 'handlebars';
import { dark, light, tones } from './palette.ts';

// Tables and inline styles, because Outlook knows little else; the style sheet only adds to them, for the dark and for
// narrow screens. No image, no script, nothing from elsewhere.
const font = `font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif`;
const ink = `color:${light.ink};${font};font-size:15px;line-height:22px`;
const quiet = `color:${light.quiet};${font};font-size:13px;line-height:19px`;
const table = 'role="presentation" cellpadding="0" cellspacing="0" border="0"';

const line = `{{#each this}}{{#if href}}<a class="a" href="{{href}}" style="color:${light.link};text-decoration:underline{{#if strong}};font-weight:600{{/if}}">{{text}}</a>{{else if strong}}<strong>{{text}}</strong>{{else if quiet}}<span class="q" style="color:${light.quiet}">{{text}}</span>{{else}}{{text}}{{/if}}{{/each}}`;

const notes = `{{#each this}}<div class="q" style="${quiet};padding-top:2px">{{> line this}}</div>{{/each}}`;

const bar = `<div class="i" style="${ink};padding-top:10px">{{> line label}}</div>
<table ${table} width="100%"><tr>
<td valign="middle">{{#if hasBar}}<table ${table} width="100%"><tr>{{#if fill}}<td class="t-{{tone}}" width="{{fill}}%" bgcolor="{{color}}" style="background-color:{{color}};height:10px;line-height:10px;font-size:1px">&#8203;</td>{{/if}}{{#if rest}}<td class="r" width="{{rest}}%" bgcolor="${light.track}" style="background-color:${light.track};height:10px;line-height:10px;font-size:1px">&#8203;</td>{{/if}}</tr></table>{{/if}}</td>
<td class="v-{{tone}}" width="150" align="right" style="color:{{color}};${font};font-size:13px;line-height:20px;font-weight:600;white-space:nowrap;padding-left:12px">{{value}}</td>
</tr></table>
{{> notes notes}}`;

const cells = `<table width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse;margin-top:6px">
<tr>{{#each head}}<th class="q l" scope="col" align="left" style="${quiet};font-weight:600;padding:4px 8px 4px 0;border-bottom:1px solid ${light.line}">{{this}}</th>{{/each}}</tr>
{{#each rows}}<tr>{{#each this}}<td class="i l" style="${ink};font-size:14px;padding:4px 8px 4px 0;border-bottom:1px solid ${light.line}">{{this}}</td>{{/each}}</tr>
{{/each}}</table>`;

const block = `{{#if isParagraph}}<p class="i" style="${ink};margin:10px 0 0">{{> line line}}</p>
{{else if isList}}<ul style="margin:8px 0 0;padding:0 0 0 20px">{{#each items}}<li class="i" style="${ink};margin:0 0 8px">{{> line line}}{{> notes notes}}</li>
{{/each}}</ul>
{{else if isQuote}}<table ${table} width="100%" style="margin-top:6px"><tr><td class="k" bgcolor="${light.quote}" style="background-color:${light.quote};border-left:3px solid ${light.line};padding:8px 12px">{{#each lines}}<div class="i" style="${ink};font-size:14px">{{> line this}}</div>
{{/each}}</td></tr></table>
{{else if isBar}}${bar}
{{else}}${cells}
{{/if}}`;

const darkRules = [
  `.p{background-color:${dark.page}!important}.w{background-color:${dark.paper}!important;border-color:${dark.line}!important}`,
  `.i{color:${dark.ink}!important}.q{color:${dark.quiet}!important}.a{color:${dark.link}!important}`,
  `.l{border-color:${dark.line}!important}.r{background-color:${dark.track}!important}`,
  `.k{background-color:${dark.quote}!important;border-color:${dark.line}!important}`,
  ...Object.entries(tones).map(
    ([tone, colour]) =>
      `.t-${tone}{background-color:${colour.dark}!important}.v-${tone}{color:${colour.dark}!important}`,
  ),
].join('');

const page = `<!doctype html>
<html lang="{{language}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{{subject}}</title>
<style>
:root{color-scheme:light dark;supported-color-schemes:light dark}
body{margin:0;padding:0}
@media (max-width:620px){.m{padding:16px!important}}
@media (prefers-color-scheme:dark){${darkRules}}
</style>
</head>
<body class="p" style="margin:0;padding:0;background-color:${light.page}">
<table ${table} width="100%" class="p" bgcolor="${light.page}" style="background-color:${light.page}"><tr><td align="center" style="padding:12px 4px">
<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0"><tr><td><![endif]-->
<table ${table} width="100%" class="w" bgcolor="${light.paper}" style="max-width:600px;background-color:${light.paper};border:1px solid ${light.line};border-radius:6px"><tr><td class="m" align="left" style="padding:24px 28px;text-align:left;word-break:break-word" role="main">
<h1 class="i" style="color:${light.ink};${font};font-size:22px;line-height:28px;margin:0">{{title}}</h1>
<p class="i" style="${ink};margin:6px 0 0">{{opening}}</p>
{{#each sections}}<h2 class="i l" style="color:${light.ink};${font};font-size:17px;line-height:24px;margin:26px 0 0;padding:0 0 4px;border-bottom:1px solid ${light.line}">{{title}}</h2>
{{#each blocks}}{{> block this}}{{/each}}
{{/each}}<p class="q l" style="${quiet};margin:28px 0 0;padding:12px 0 0;border-top:1px solid ${light.line}">{{reason}}{{#if board}} <a class="a" href="{{board}}" style="color:${light.link};text-decoration:underline">Open Waymark</a>{{/if}}{{#if unsubscribe}} · <a class="a" href="{{unsubscribe}}" style="color:${light.link};text-decoration:underline">Pause or unsubscribe</a>{{/if}}</p>
</td></tr></table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</body>
</html>
`;

const handlebars = Handlebars.create();
for (const [name, source] of Object.entries({ line, notes, block })) handlebars.registerPartial(name, source);

/** The page of a digest. Every value is escaped by the template. */
export const pageTemplate = handlebars.compile(page, { strict: false, knownHelpersOnly: true });
