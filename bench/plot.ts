/** One panel of a plot. */
export interface Panel {
  readonly title: string;
  readonly lines: readonly {
    readonly name: string;
    readonly points: readonly (readonly [number, number])[];
  }[];
}

const panel = { width: 360, height: 260, left: 56, right: 52, top: 36, bottom: 44 };
const colours = ['#0b6bcb', '#c2410c'];

/** Draws panels beside each other as SVG, from 0, with a grid; legible on dark and light pages. */
export function drawPlot(across: string, panels: readonly Panel[]): string {
  const width = panel.width * panels.length;
  const drawn = panels.map((one, at) => drawPanel(one, at * panel.width, across));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${panel.height}" width="${width}" height="${panel.height}" role="img" aria-label="${panels.map(({ title }) => title).join(' and ')} against ${across}" font-family="sans-serif" font-size="12">
<rect width="${width}" height="${panel.height}" fill="#fff"/>
${drawn.join('\n')}
</svg>
`;
}

function drawPanel({ title, lines }: Panel, offset: number, across: string): string {
  const points = lines.flatMap((line) => line.points);
  const [mostX, mostY] = [0, 1].map((axis) =>
    niceTop(Math.max(...points.map((one) => one[axis]!))),
  );
  const innerWidth = panel.width - panel.left - panel.right;
  const innerHeight = panel.height - panel.top - panel.bottom;
  const x = (value: number) => offset + panel.left + (value / mostX!) * innerWidth;
  const y = (value: number) => panel.top + innerHeight - (value / mostY!) * innerHeight;
  const grid = [0, 0.25, 0.5, 0.75, 1].flatMap((share) => [
    `<path d="M${x(0)} ${y(share * mostY!)}H${x(mostX!)}" stroke="#d4d4d4"/>`,
    `<text x="${x(0) - 8}" y="${y(share * mostY!) + 4}" text-anchor="end">${share * mostY!}</text>`,
    `<text x="${x(share * mostX!)}" y="${y(0) + 18}" text-anchor="middle">${share * mostX!}</text>`,
  ]);
  const curves = lines.flatMap(({ name, points: own }, at) => {
    const colour = colours[at % colours.length]!;
    const last = own.at(-1)!;
    return [
      `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${own.map(([a, b]) => `${x(a)},${y(b)}`).join(' ')}"/>`,
      ...own.map(([a, b]) => `<circle cx="${x(a)}" cy="${y(b)}" r="3" fill="${colour}"/>`),
      `<text x="${x(last[0]) + 8}" y="${y(last[1]) + 4}" fill="${colour}">${name}</text>`,
    ];
  });
  return [
    `<text x="${offset + panel.left}" y="20" font-weight="bold">${title}</text>`,
    ...grid,
    `<text x="${offset + panel.left + innerWidth / 2}" y="${panel.height - 8}" text-anchor="middle">${across}</text>`,
    ...curves,
  ].join('\n');
}

/** The next of 1, 2, 4, 5, 6, 8 or 10 times a power of ten. */
function niceTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return ([1, 2, 4, 5, 6, 8, 10].find((step) => step * power >= value) ?? 10) * power;
}
