-- The style sheet of the HTML: one place for colours, measures and what print and phones need.
-- Every pair of text and ground has a contrast of at least 4.5 to 1.

local base = [[
:root {
  --ink: #1b2733; --muted: #52606d; --line: #d5dce3; --strong-line: #7c8a97; --soft: #f4f7f9;
  --accent: #0b5c7a; --deep: #0a3a4f;
  --good-ground: #e2f2e9; --good: #0c5a35; --going-ground: #e3eef8; --going: #114b80;
  --behind-ground: #fdf0d6; --behind: #734600; --bad-ground: #fbe5e2; --bad: #8f2118;
  --plain-ground: #eef1f4; --plain: #45525f;
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1.5rem; }
body {
  margin: 0; color: var(--ink); background: #fff;
  font: 400 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue",
    "Noto Sans", Arial, sans-serif;
  font-variant-numeric: lining-nums; overflow-wrap: break-word;
}
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: .18em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -999rem; top: 0; padding: .6rem 1rem; background: #fff; }
.skip:focus { left: 0; z-index: 9; }
.hidden { position: absolute; width: 0; height: 0; overflow: hidden; }
]]

local frame = [[
.top { border-top: .5rem solid var(--deep); background: var(--soft);
  border-bottom: 1px solid var(--line); }
.top > div, .page, .bottom > div { max-width: 76rem; margin: 0 auto; padding: 0 1.5rem; }
.top > div { padding-top: 2.5rem; padding-bottom: 2.25rem; }
.kicker { margin: 0 0 .5rem; color: var(--accent); font-weight: 600; font-size: .9375rem; }
h1 { margin: 0; max-width: 24em; font-size: clamp(1.75rem, 1.3rem + 2vw, 2.625rem);
  line-height: 1.15; letter-spacing: -.015em; color: var(--deep); text-wrap: balance; }
.subtitle { margin: .6rem 0 0; max-width: 44em; font-size: 1.25rem; line-height: 1.4;
  color: var(--muted); }
.as-of { margin: 1.25rem 0 0; font-size: .9375rem; color: var(--muted); }
.page { padding-top: 1rem; padding-bottom: 4rem; }
main { min-width: 0; max-width: 56rem; margin: 0 auto; }
main:focus { outline: none; }
main > p, main > ul, main > ol, .remark, .notes { max-width: 42rem; }
.contents { max-width: 56rem; margin: 1.5rem auto 0; padding: 1rem 1.25rem;
  border: 1px solid var(--line); border-radius: .375rem; font-size: .9375rem; line-height: 1.4; }
.contents h2 { margin: 0 0 .5rem; font-size: .9375rem; border: 0; padding: 0; }
.contents ol { margin: 0; padding: 0; list-style: none; }
.contents li { margin: .4rem 0; }
.contents ol ol { padding-left: .9rem; }
.contents a { color: var(--ink); text-decoration: none; }
.contents a:hover { text-decoration: underline; }
@media (max-width: 71.99rem) { .contents ol ol { display: none; }
  .contents > ol { columns: 17rem; column-gap: 2rem; } .contents li { break-inside: avoid; } }
@media (min-width: 72rem) {
  .page.wide { display: grid; grid-template-columns: 15rem minmax(0, 1fr); column-gap: 3.5rem; }
  .page.wide .contents { position: sticky; top: 0; align-self: start; max-height: 100vh;
    overflow-y: auto; margin: 0; padding: 2rem 0; border: 0; }
}
.bottom { border-top: 1px solid var(--line); background: var(--soft); color: var(--muted);
  font-size: .9375rem; }
.bottom > div { padding-top: 1.5rem; padding-bottom: 2rem; }
.bottom p { margin: 0; max-width: 42rem; }
]]

local prose = [[
h2, h3, h4 { line-height: 1.25; color: var(--deep); text-wrap: balance; }
h2 { margin: 3.25rem 0 1rem; padding-top: 1.25rem; border-top: 2px solid var(--deep);
  font-size: 1.625rem; letter-spacing: -.01em; }
main > h2:first-child { margin-top: 1.5rem; }
h3 { margin: 2.25rem 0 .6rem; font-size: 1.25rem; }
h4 { margin: 1.75rem 0 .4rem; font-size: 1.0625rem; }
p { margin: 0 0 1rem; }
main ul, main ol { margin: 0 0 1rem; padding-left: 1.4rem; }
li { margin: .25rem 0; }
.aside { max-width: 42rem; margin: 1.5rem 0; padding: .9rem 1.15rem; border-left: 4px solid
  var(--accent); background: var(--soft); }
.aside p { margin: 0; }
sup { font-size: .75em; line-height: 0; }
sup a { text-decoration: none; padding: 0 .1em; }
.badge { display: inline-flex; align-items: center; gap: .35em; padding: .1em .6em .12em .45em;
  border-radius: 1em; font-size: .875em; font-weight: 600; line-height: 1.45; white-space: nowrap;
  background: var(--plain-ground); color: var(--plain); }
.badge svg { width: .95em; height: .95em; flex: none; }
.badge.good { background: var(--good-ground); color: var(--good); }
.badge.going { background: var(--going-ground); color: var(--going); }
.badge.behind { background: var(--behind-ground); color: var(--behind); }
.badge.bad { background: var(--bad-ground); color: var(--bad); }
.badge.open { background: #fff; box-shadow: inset 0 0 0 1px var(--strong-line); }
.detail { white-space: nowrap; color: var(--muted); font-size: .875em; }
.notes { padding-left: 1.6rem; font-size: .9375rem; }
a.why { color: inherit; text-decoration: underline dotted; text-decoration-color: var(--accent); }
a.why:hover { text-decoration-style: solid; }
main .origins { padding-left: 1.6rem; font-size: .9375rem; max-width: 46rem; }
.origins > li { margin: .9rem 0; }
.origins p { margin: 0 0 .2rem; font-weight: 600; }
.origins ul { margin: 0; padding: 0; list-style: none; color: var(--muted); }
.origins code { overflow-wrap: anywhere; font-size: .875em; }
.sources { padding: 0; list-style: none; font-size: .9375rem; }
main > .sources { max-width: none; padding: 0; }
.sources li { margin: 0; padding: .7rem 0; border-bottom: 1px solid var(--line); }
.sources li:first-child { border-top: 1px solid var(--line); }
.sources strong { overflow-wrap: anywhere; }
.sources code { display: block; color: var(--muted); font-size: .8125rem;
  overflow-wrap: anywhere; }
code { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
]]

local figures = [[
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 12rem), 1fr));
  gap: 1rem; margin: 1.75rem 0 2rem; }
.cards > div { display: flex; flex-direction: column; padding: 1.1rem 1.25rem 1.2rem;
  border: 1px solid var(--line); border-top: 3px solid var(--deep); border-radius: .25rem;
  background: #fff; }
@supports (grid-template-rows: subgrid) {
  .cards > div { display: grid; grid-row: span 3; grid-template-rows: subgrid; row-gap: 0; }
}
.cards dt { color: var(--muted); font-size: .9375rem; line-height: 1.35; margin-bottom: .35rem; }
.cards dd { margin: 0; }
.cards .value { font-size: 2.125rem; font-weight: 650; line-height: 1.2; letter-spacing: -.02em;
  color: var(--deep); font-variant-numeric: lining-nums tabular-nums; }
.cards .about { display: flex; flex-wrap: wrap; align-items: center; align-content: flex-start;
  gap: .3rem .7rem; margin-top: .5rem; font-size: .9375rem; line-height: 1.4; }
.cards .change { color: var(--muted); }
.table { margin: 1.75rem 0 2.25rem; }
.scroll { position: relative; overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .9375rem; line-height: 1.4;
  font-variant-numeric: lining-nums tabular-nums; }
caption { padding: 0 0 .6rem; text-align: left; font-weight: 600; font-size: 1rem; }
caption span { position: sticky; left: 0; display: inline-block; max-width: min(42rem, 100%); }
caption b, figcaption b { color: var(--accent); font-weight: 600; }
.compact table { width: auto; min-width: min(100%, 26rem); }
th, td { padding: .5rem .75rem; text-align: left; vertical-align: top; border-bottom: 1px solid
  var(--line); }
tbody tr > :first-child, thead tr:first-child > :first-child { padding-left: 0; }
thead th, thead td { vertical-align: bottom; font-weight: 600; font-size: .875rem; line-height: 1.3;
  color: var(--muted); border-bottom: 1.5px solid var(--deep); }
thead th.over { position: relative; border: 0; color: var(--ink); text-align: center; }
thead th.over::after { content: ""; position: absolute; left: .75rem; right: .75rem; bottom: 0;
  border-bottom: 1px solid var(--strong-line); }
tbody th { font-weight: 400; }
tbody:last-child tr:last-child > * { border-bottom: 1.5px solid var(--deep); }
tbody tr:hover > * { background: var(--soft); }
.right { text-align: right; }
.figure { white-space: nowrap; }
.right sup { position: absolute; margin: .55em 0 0 .15em; }
tr.band > th { padding-top: 1.1rem; font-weight: 650; color: var(--deep); }
tbody:first-of-type tr.band > th { padding-top: .6rem; }
tr.total > * { font-weight: 650; border-top: 1.5px solid var(--deep); }
td .badge + .reason { display: block; margin-top: .25rem; }
.below { margin-top: .6rem; font-size: .875rem; line-height: 1.5; color: var(--muted); }
.below p, .below ul { margin: 0 0 .2rem; padding: 0; list-style: none; max-width: 46rem; }
.chart { margin: 1.75rem 0 2.25rem; padding: 1.25rem 1.5rem 1rem; border: 1px solid var(--line);
  border-radius: .25rem; }
figcaption { font-weight: 600; line-height: 1.4; max-width: 42rem; }
.lead { margin: .25rem 0 0; max-width: 42rem; color: var(--muted); font-size: .9375rem;
  line-height: 1.45; }
.chart svg { display: block; width: 100%; height: auto; margin: 1.1rem 0 .5rem;
  font-size: 14px; font-variant-numeric: lining-nums tabular-nums; overflow: visible; }
.chart svg.narrow { display: none; }
.grid { stroke: #dfe5ea; } .base { stroke: #45525f; } .event { stroke: #45525f;
  stroke-dasharray: 2 3; } .leader { stroke: #9aa6b2; stroke-dasharray: 1 3; }
.limit { stroke: #8f2118; stroke-width: 1.25; stroke-dasharray: 6 4; }
.spread { stroke-width: 5; stroke-opacity: .35; fill: none; }
.way { stroke: #7c8a97; stroke-width: 2; }
.track { fill: #eef1f4; stroke: #7c8a97; } .now { stroke: #0a3a4f; stroke-width: 2.5; }
.interval { stroke: #1b2733; stroke-width: 1.5; } .interval-edge { stroke: #fff; stroke-width: 4; }
.band { fill-opacity: .13; }
.series { fill: none; stroke-width: 2.25; stroke-linejoin: round; stroke-linecap: butt; }
.tick { fill: #52606d; font-size: 13px; } .label { fill: #1b2733; }
svg .figure { fill: #1b2733; font-weight: 650; }
.label, .halo, svg .figure { paint-order: stroke; stroke: #fff; stroke-width: 3px;
  stroke-linejoin: round; }
details { margin-top: .5rem; border-top: 1px solid var(--line); font-size: .9375rem; }
summary { padding: .6rem 0; cursor: pointer; color: var(--accent); font-weight: 600; }
details .table { margin: 0 0 .5rem; }
details table { width: auto; min-width: min(100%, 26rem); font-size: .875rem; }
details caption { position: absolute; width: 1px; height: 1px; padding: 0; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; }
.recipe pre { font-size: .75rem; line-height: 1.45; }
details th, details td { padding-top: .3rem; padding-bottom: .3rem; }
]]

local phone = [[
@media (max-width: 40rem) {
  body { font-size: 1rem; }
  .top > div, .page, .bottom > div { padding-left: 1.125rem; padding-right: 1.125rem; }
  .top > div { padding-top: 1.75rem; padding-bottom: 1.5rem; }
  .subtitle { font-size: 1.0625rem; }
  h2 { margin-top: 2.5rem; font-size: 1.375rem; }
  h3 { font-size: 1.125rem; }
  .cards { gap: .75rem; }
  .cards > div { padding: .85rem 1rem .95rem; }
  .cards .value { font-size: 1.75rem; }
  .scroll { margin: 0 -1.125rem; padding: 0 1.125rem .35rem; scrollbar-width: thin;
    background: linear-gradient(to right, #fff 2rem, rgba(255, 255, 255, 0)) left / 4rem 100%,
      linear-gradient(to left, #fff 2rem, rgba(255, 255, 255, 0)) right / 4rem 100%,
      linear-gradient(to right, rgba(10, 58, 79, .22), rgba(10, 58, 79, 0)) left / .8rem 100%,
      linear-gradient(to left, rgba(10, 58, 79, .22), rgba(10, 58, 79, 0)) right / .8rem 100%;
    background-repeat: no-repeat; background-attachment: local, local, scroll, scroll; }
  caption span { left: 0; max-width: calc(100vw - 2.25rem); }
  th, td { padding-left: .5rem; padding-right: .5rem; }
  td, thead th { min-width: 4.5rem; }
  td.words { min-width: 10rem; }
  tbody th { min-width: 7.5rem; }
  .chart { margin-left: -1.125rem; margin-right: -1.125rem; padding: 1.1rem 1.125rem .5rem;
    border-left: 0; border-right: 0; border-radius: 0; }
  .chart svg.wide { display: none; }
  .chart svg.narrow { display: block; }
}
]]

local print_style = [[
@page { size: A4; margin: 17mm 17mm 19mm; }
@page { @bottom-right { content: counter(page) " / " counter(pages);
  font: 8pt system-ui, sans-serif; color: #52606d; } }
@media print {
  html { font-size: 9.6pt; }
  body { font-size: 1rem; line-height: 1.5; -webkit-print-color-adjust: exact;
    print-color-adjust: exact; }
  .skip, .contents { display: none; }
  .page.wide { display: block; }
  .top { background: none; border-top-width: .35rem; }
  .top > div, .page, .bottom > div { max-width: none; padding-left: 0; padding-right: 0; }
  .top > div { padding-top: 1.2rem; padding-bottom: 1.2rem; }
  .page { padding-bottom: 0; }
  main { max-width: none; }
  .subtitle { font-size: 1.15rem; }
  h2 { margin-top: 2rem; padding-top: .8rem; }
  h1, h2, h3, h4, caption, figcaption, .lead { break-after: avoid; break-inside: avoid; }
  h2.appendix { break-before: page; margin-top: 0; }
  p, li { orphans: 3; widows: 3; }
  tr, .cards > div, .aside, .chart > svg, .sources li, .origins > li,
  .below { break-inside: avoid; }
  thead { display: table-header-group; break-after: avoid; }
  tbody:first-of-type tr:nth-child(-n + 3), tbody:last-of-type tr:nth-last-child(-n + 2) {
    break-before: avoid; }
  .below { break-before: avoid; }
  p:has(+ ul), p:has(+ ol), dl.cards { break-after: avoid; }
  main > p, main > ul, main > ol, .notes { max-width: 48rem; }
  .scroll { overflow: visible; }
  table { font-size: .875rem; }
  th, td { padding: .32rem .5rem; hyphens: auto; }
  caption span { position: static; }
  main .origins { columns: 2; column-gap: 2rem; max-width: none; font-size: .8rem; }
  .origins > li { margin: 0 0 .7rem; }
  .many table { font-size: .7rem; }
  .many th, .many td { padding: .25rem .25rem; }
  .many thead th { overflow-wrap: anywhere; font-size: .66rem; }
  .cards { grid-template-columns: repeat(auto-fit, minmax(11.5rem, 1fr)); gap: .6rem; }
  .cards > div { padding: .7rem .85rem .75rem; }
  .cards .value { font-size: 1.6rem; }
  .table.short, .chart { break-inside: avoid; }
  .chart.long { break-inside: auto; }
  tr.band, summary { break-after: avoid; }
  .chart { padding: 1rem 1.1rem .6rem; }
  .chart svg { max-width: 150mm; }
  summary { list-style: none; padding: .4rem 0 0; color: var(--muted); }
  summary::-webkit-details-marker { display: none; }
  a { color: inherit; text-decoration: none; }
  .sources a[href^="http"]::after { content: " " attr(href); font-weight: 400; display: block; }
  .bottom { background: none; margin-top: 1.5rem; }
  .bottom > div { padding-top: .8rem; padding-bottom: 0; }
}
]]

return base .. frame .. prose .. figures .. phone .. print_style
