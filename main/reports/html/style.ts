/**
 * The whole look of the report. Numbers are set in tabular figures, so that columns of them can be read down.
 * On paper what is folded stays folded, with its title: a person opens the page for it, or reads the JSON report.
 */
export const style = `
:root{color-scheme:light dark;--ink:#1b1f24;--muted:#5a6472;--line:#d9dee4;--page:#fff;--card:#f6f8fa;--accent:#2456a6;--good:#1a6e43;--warn:#8a5300;--bad:#b3261e}
@media (prefers-color-scheme:dark){:root{--ink:#e6e9ed;--muted:#9aa5b1;--line:#343b44;--page:#14171b;--card:#1b2026;--accent:#7db0f5;--good:#6fcf97;--warn:#f0b45a;--bad:#ff8a80}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:14px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif}
header,main,footer{max-width:1240px;margin:0 auto;padding:0 24px}
header{padding-top:28px}
h1{font-size:25px;line-height:1.2;margin:0 0 4px;letter-spacing:-.01em}
h2{font-size:18px;margin:40px 0 12px;padding-bottom:6px;border-bottom:1px solid var(--line)}
h3{font-size:15px;margin:24px 0 8px}
h4{font-size:13px;font-weight:600;margin:16px 0 6px;color:var(--muted)}
p{margin:6px 0;max-width:88ch}
a{color:var(--accent)}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:4px 18px;padding:0;margin:14px 0 0;font-size:13px}
.meta{color:var(--muted)}
.state{font-weight:600;color:var(--ink)}.state.failed,.state.interrupted,.state.cancelled{color:var(--bad)}
.caveats{background:var(--card);border-left:3px solid var(--warn);padding:10px 16px;margin:20px 0}
.caveats h3{margin:0 0 4px}.caveats ul,.method{margin:0;padding-left:18px}.caveats li,.method li{max-width:92ch;margin:3px 0}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,480px),1fr));gap:8px 32px;margin:8px 0 12px}
figure{margin:0;overflow-x:auto}
figcaption{font-size:13px;font-weight:600;margin-bottom:4px}
figcaption span{font-weight:400;color:var(--muted)}
svg{display:block;width:100%;height:auto;min-width:440px;font-family:inherit}
.wide{overflow-x:auto;margin:8px 0}
table{border-collapse:collapse;font-size:13px;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--muted);padding:2px 0 4px}
th,td{text-align:left;padding:3px 18px 3px 0;vertical-align:top;border-bottom:1px solid var(--line);font-weight:400}
td:last-child,th:last-child{padding-right:0}
thead th{color:var(--muted);font-size:12px;white-space:nowrap}
tbody th[scope=row]{white-space:nowrap}
th[scope=rowgroup]{font-weight:600;padding-top:9px}
.n{text-align:right;white-space:nowrap}
.lead p:first-child{font-size:17px}
.tone.good{color:var(--good)}.tone.warn{color:var(--warn)}.tone.bad{color:var(--bad)}
svg.share{width:120px;min-width:0;margin:3px 0 0 auto;background:var(--card)}.share rect{fill:var(--accent)}
code{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
pre{margin:4px 0;padding:8px 10px;background:var(--card);overflow-x:auto;font:12px/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
details{margin:6px 0}summary{cursor:pointer;color:var(--accent);font-size:13px;padding:2px 0}
summary:focus-visible,a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:3px 18px;margin:8px 0;font-size:13px}
dt{color:var(--muted);grid-column:1}dd{margin:0;grid-column:2}
.sign{display:inline-block;min-width:1.1em;font-weight:600;text-align:center}.sign.good{color:var(--good)}.sign.warn{color:var(--warn)}.sign.bad{color:var(--bad)}.sign.plain{color:var(--muted)}
.legend{display:flex;flex-wrap:wrap;gap:2px 16px;max-width:none;color:var(--muted);font-size:12px}
.sentences{list-style:none;padding:0;margin:8px 0}.sentences li{display:grid;grid-template-columns:150px minmax(0,92ch);gap:12px;padding:2px 0}.sentences strong{font-weight:600;overflow-wrap:anywhere}
.grid td{text-align:center}.grid thead th+th{text-align:center}.grid tbody th[scope=row]{white-space:normal;max-width:62ch}
.grid tbody tr:hover{background:var(--card)}
.case{margin:10px 0}.case h4{color:var(--ink);margin:10px 0 2px}
.error{border-left:3px solid var(--bad);padding:4px 0 4px 14px;margin:12px 0}.error h3{margin:0}
footer{color:var(--muted);font-size:12px;margin-top:44px;padding-bottom:32px}
@media (max-width:640px){header,main,footer{padding-left:16px;padding-right:16px}.sentences li{grid-template-columns:1fr;gap:0}dl{grid-template-columns:minmax(0,1fr);gap:0}dd{grid-column:1;margin-bottom:6px}}
.brief{font-size:11.5px;line-height:1.35;page:brief}.brief header,.brief main,.brief footer{max-width:190mm}.brief h1{font-size:20px}.brief h3{margin:8px 0 2px}.brief p{margin:3px 0}.brief li{margin:1px 0}.brief header{padding-top:0}.brief h4{color:var(--ink);margin:4px 0}.brief .lead p:first-child{font-size:15px}.brief table{width:100%;font-size:11.5px}.brief th,.brief td{padding:2px 10px 2px 0}.brief .meta{max-width:none}.brief footer{margin-top:10px}
.drawn svg{min-width:0}.drawn .wide{display:none}.drawn .charts{display:block;margin:0 0 6px}.drawn figcaption{font-weight:400;margin:0}
section[aria-labelledby=scorecard] td .meta,.brief td .meta{display:block}
@page{size:A4;margin:14mm 13mm}
@page brief{size:A4;margin:10mm 10mm}
@media print{:root{--ink:#000;--muted:#444;--line:#bbb;--page:#fff;--card:#f4f4f4;--accent:#2456a6;--good:#1a6e43;--warn:#8a5300;--bad:#b3261e}body.full{font-size:10pt}header,main,footer{max-width:none;padding:0}nav{display:none}figure,tr,.case{break-inside:avoid}h2,h3,h4,caption,figcaption{break-after:avoid}.wide,figure{overflow:visible}svg{min-width:0}.charts{grid-template-columns:1fr 1fr}.charts:has(figure:only-child){grid-template-columns:minmax(0,580px)}pre{white-space:pre-wrap;overflow:visible}summary{list-style:none;color:var(--ink);font-weight:600;break-after:avoid}}
`
