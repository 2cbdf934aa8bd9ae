// Draws the figures: the ratio of each contender to LuaSocket in C, by workload.
import { isDisturbed, isNoisy } from "./report.mjs";

const reference = "lua5.4";

/** The contenders drawn, in this order, with a name for readers and a colour that stands out on white and on black. */
const drawn = {
  c: { name: "C, bare system calls", colour: "#9aa0a6" },
  ts: { name: "TypeScript, blocking", colour: "#3178c6" },
  bytes: { name: "TypeScript, Buffers", colour: "#6fb1f2" },
  promises: { name: "TypeScript, promises", colour: "#8250df" },
  cli: { name: "Lua in Node", colour: "#2da44e" },
};

/** About the width of a telephone, which scales the picture down a little; elsewhere it is shown in full size. */
const width = 480;
const labelWidth = 100;
const valueWidth = 56;
const barHeight = 12;
const gap = 12;
const top = 122;
const smallest = 1 / 4;
const largest = 16;

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Returns the position of a ratio on a logarithmic axis: half and double are equally far from 1. */
function x(ratio) {
  const bounded = Math.min(Math.max(ratio, smallest), largest);
  const share = Math.log2(bounded / smallest) / Math.log2(largest / smallest);
  return labelWidth + share * (width - labelWidth - valueWidth);
}

function bar(name, result, y) {
  const { median } = result.times[reference];
  const [from, to] = [x(1), x(median)].sort((a, b) => a - b);
  const end = Math.max(x(median), x(1));
  return [
    `<rect x="${from.toFixed(1)}" y="${y}" width="${Math.max(to - from, 1).toFixed(1)}" height="${barHeight - 2}" rx="2" fill="${drawn[name].colour}"${isNoisy(result) ? ' opacity="0.5"' : ""}/>`,
    `<text x="${(end + 5).toFixed(1)}" y="${y + barHeight - 3}" class="value">${median.toFixed(median < 10 ? 2 : 1)}${isNoisy(result) ? " ~" : ""}</text>`,
  ].join("\n");
}

/** @returns {string} an SVG document */
export function chart({ date, machine, results }) {
  const rows = Object.entries(results)
    .map(([workload, entry]) => {
      const bars = Object.keys(drawn).filter((name) => entry.contenders[name]?.times?.[reference]);
      return { workload, entry, bars };
    })
    .filter(({ bars }) => bars.length > 0);
  const names = Object.keys(drawn).filter((name) => rows.some(({ bars }) => bars.includes(name)));

  let y = top;
  const body = rows.map(({ workload, entry, bars }) => {
    const parts = [
      `<text x="${labelWidth - 10}" y="${y + (bars.length * barHeight) / 2 + 4}" class="label">${escaped(workload)}${isDisturbed(entry) ? " ?" : ""}</text>`,
    ];
    for (const name of bars) {
      parts.push(bar(name, entry.contenders[name], y));
      y += barHeight;
    }
    y += gap;
    return parts.join("\n");
  });
  const ticks = [1 / 4, 1 / 2, 1, 2, 4, 8, 16].map((ratio) => {
    const at = x(ratio).toFixed(1);
    const text = ratio < 1 ? `1/${1 / ratio}` : String(ratio);
    return `<line x1="${at}" x2="${at}" y1="${top - 8}" y2="${y}" class="${ratio === 1 ? "one" : "tick"}"/><text x="${at}" y="${top - 14}" class="axis">${text}</text>`;
  });
  const legend = names.map((name, index) => {
    const at = 10 + (index % 2) * 200;
    const above = 36 + Math.floor(index / 2) * 18;
    return `<rect x="${at}" y="${above}" width="10" height="10" rx="2" fill="${drawn[name].colour}"/><text x="${at + 15}" y="${above + 9}" class="legend">${escaped(drawn[name].name)}</text>`;
  });
  const [processor, ...system] = machine.split(", ");
  const notes = [
    `${date.slice(0, 10)}, ${processor},`,
    `${system.join(", ")}.`,
    "Medians of one interleaved run, both ends on one processor.",
    "~ noisy, ? other work on the machine meanwhile.",
  ].map((note, index) => `<text x="10" y="${y + 18 + index * 16}" class="note">${escaped(note)}</text>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y + 78}" width="${width}" role="img" aria-label="Speed beside LuaSocket in C, by workload">
<style>
text { font: 12px system-ui, sans-serif; fill: #24292f }
.title { font-size: 15px; font-weight: 600 } .label { text-anchor: end } .axis { text-anchor: middle; font-size: 11px; fill: #6e7781 }
.value, .legend { font-size: 12px } .note { font-size: 11.5px; fill: #6e7781 }
.tick { stroke: #8c959f; stroke-opacity: 0.25 } .one { stroke: #8c959f; stroke-width: 1.5 }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .axis, .note { fill: #9198a1 } }
</style>
<text x="10" y="22" class="title">Times as good as LuaSocket in C on Lua 5.4</text>
${legend.join("\n")}
${ticks.join("\n")}
${body.join("\n")}
${notes.join("\n")}
</svg>
`;
}
