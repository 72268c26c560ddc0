// The charts: an element <plot-chart> that draws what its attribute `data-plot` says. The application loads this script
// on the screens that have a chart, and brings all words and numbers of the marks; only ticks are written here.
//
// Colours are the names of custom properties, and follow the theme. What a click opens is told by the event `open`.

import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, LineChart, GridComponent, TooltipComponent, LabelLayout, SVGRenderer]);

/** Room that a label at the right of a mark takes beyond its text. */
const BESIDE = 10;
/** The widest text before a bar; it is cut beyond. */
const WIDEST = 168;

const canvas = document.createElement("canvas");
canvas.width = canvas.height = 1;
const pen = canvas.getContext("2d", { willReadFrequently: true });

/** A custom property as a colour that any library can read. */
const resolve = (probe, name) => {
  probe.style.color = `var(${name})`;
  pen.clearRect(0, 0, 1, 1);
  pen.fillStyle = getComputedStyle(probe).color;
  pen.fillRect(0, 0, 1, 1);
  const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
  return `rgb(${red},${green},${blue})`;
};

const widest = (texts, font) => {
  pen.font = font;
  return Math.max(0, ...texts.map((text) => pen.measureText(text).width));
};

/** What the axis of values writes. */
const ticks = ({ locale, currency, style }) => {
  const format = new Intl.NumberFormat(locale, {
    ...(style === "money" ? { style: "currency", currency, minimumFractionDigits: 0 } : {}),
    notation: "compact",
    maximumFractionDigits: 1,
  });
  return (value) => format.format(value);
};

class PlotChart extends HTMLElement {
  static observedAttributes = ["data-plot"];
  #chart;
  #plot;
  #size = new ResizeObserver(() => this.#resize());
  #look = new MutationObserver(() => this.#draw());
  #dark = matchMedia("(prefers-color-scheme: dark)");
  #redraw = () => this.#draw();

  connectedCallback() {
    this.#size.observe(this);
    this.#look.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    this.#dark.addEventListener("change", this.#redraw);
    this.#draw();
  }

  disconnectedCallback() {
    this.#size.disconnect();
    this.#look.disconnect();
    this.#dark.removeEventListener("change", this.#redraw);
    this.#chart?.dispose();
    this.#chart = undefined;
  }

  attributeChangedCallback(_name, _before, text) {
    this.#plot = text ? JSON.parse(text) : undefined;
    this.#draw();
  }

  #resize() {
    if (!this.#chart) return this.#draw();
    // How many lines fit depends on the width too.
    this.#chart.resize();
    this.#draw();
  }

  #draw() {
    const { clientWidth, clientHeight } = this;
    if (!this.isConnected || !this.#plot || !clientWidth || !clientHeight) return;
    if (!this.#chart) {
      this.#chart = init(this, null, { renderer: "svg" });
      this.#chart.on("click", ({ seriesIndex, dataIndex }) => this.#open(seriesIndex, dataIndex));
    }
    this.#chart.setOption(this.#option(), { notMerge: true });
  }

  #open(series, index) {
    if (!this.#plot.series[series]?.opens[index]) return;
    this.dispatchEvent(new CustomEvent("open", { detail: `${series} ${index}` }));
  }

  #option() {
    const { shape, categories, series, number } = this.#plot;
    const probe = this.appendChild(document.createElement("span"));
    const color = (name) => resolve(probe, name);
    const family = getComputedStyle(this).fontFamily;
    const font = `12px ${family}`;
    const [text, quiet, line, surface] = ["--text-2", "--text-3", "--border", "--raised"].map(color);
    const isFlat = shape === "bars";
    const isSeveral = series.length > 1;
    const said = isFlat
      ? series.flatMap(({ form, texts }) => (form === "outline" ? [] : texts))
      : isSeveral ? series.map(({ name }) => name) : [];
    const beside = Math.ceil(widest(said, font)) + BESIDE;
    const before = Math.min(isFlat ? Math.ceil(widest(categories, font)) : 0, WIDEST, this.clientWidth * 0.36);
    const label = { fontFamily: family, fontSize: 12, lineHeight: 16 };
    const names = {
      type: "category",
      data: categories,
      inverse: isFlat,
      axisTick: { show: false },
      axisLine: { show: !isFlat, lineStyle: { color: line } },
      axisLabel: {
        ...label, color: text, hideOverlap: true, margin: 8,
        ...(isFlat ? { interval: 0, width: before, overflow: "truncate" } : {}),
      },
    };
    const values = {
      type: "value",
      min: 0,
      splitNumber: 4,
      minInterval: number.style === "count" ? 1 : 0,
      axisLabel: { ...label, show: !isFlat, color: quiet, formatter: ticks(number) },
      splitLine: { show: !isFlat, lineStyle: { color: line } },
      axisPointer: { show: false },
    };
    const option = {
      animation: false,
      textStyle: { fontFamily: family },
      grid: {
        left: 0, top: 12, bottom: 0, right: isFlat || isSeveral ? beside : 0,
        outerBoundsMode: "same", outerBoundsContain: "axisLabel",
      },
      xAxis: isFlat ? values : names,
      yAxis: isFlat ? names : values,
      tooltip: {
        trigger: "axis",
        confine: true,
        axisPointer: { type: "shadow", shadowStyle: { color: color("--text"), opacity: 0.05 } },
        backgroundColor: surface,
        borderWidth: 0,
        padding: 0,
        transitionDuration: 0,
        extraCssText: "box-shadow: var(--sh-2); border-radius: var(--r-control);",
        formatter: (marks) => this.#tip(marks),
      },
      series: series.map((one) => this.#series(one, { isFlat, isSeveral, label, text, color })),
    };
    probe.remove();
    return option;
  }

  #series({ name, color: hue, form, stack, values, texts, opens }, { isFlat, isSeveral, label, text, color }) {
    const paint = color(hue);
    const last = values.length - 1;
    const data = values.map((value, index) => {
      const own = isFlat ? texts[index] : isSeveral && index === last ? name : "";
      const isShown = own !== "" && form !== "outline" && form !== "line";
      return {
        value,
        cursor: opens[index] ? "pointer" : "default",
        label: { ...label, show: isShown, position: "right", distance: 6, color: text, formatter: () => own },
      };
    });
    const common = { name, data, labelLayout: { moveOverlap: "shiftY" }, emphasis: { disabled: true } };
    if (form === "line") {
      return {
        ...common, type: "line", symbol: "circle", symbolSize: 5, z: 3,
        itemStyle: { color: paint },
        lineStyle: { color: paint, width: 1.5, type: [4, 3] },
        endLabel: { ...label, show: isSeveral, color: text, distance: 6, formatter: () => name },
      };
    }
    const isOutline = form === "outline";
    return {
      ...common, type: "bar", stack: stack || undefined, barMaxWidth: isFlat ? 22 : 36, barCategoryGap: isFlat ? "36%" : "32%",
      // An outline stands on the same ground as the bars.
      ...(isOutline ? { barGap: "-100%", z: 1, silent: true } : { barGap: "-100%", z: 2 }),
      itemStyle: isOutline
        ? { color: "transparent", borderColor: paint, borderWidth: 1, borderType: [3, 2] }
        : { color: paint, borderRadius: stack ? 0 : isFlat ? [0, 3, 3, 0] : [3, 3, 0, 0] },
    };
  }

  /** What is said of a category: its name, and each series with its value. */
  #tip(marks) {
    const [{ dataIndex }] = marks;
    const { categories, series, notes } = this.#plot;
    const make = (tag, name, text) => {
      const element = document.createElement(tag);
      element.className = name;
      if (text !== undefined) element.textContent = text;
      return element;
    };
    const tip = make("div", "plot-tip");
    tip.append(make("strong", "plot-tip-name", categories[dataIndex].replace("\n", " ")));
    for (const { name, color, form, tips } of series) {
      if (!tips[dataIndex]) continue;
      const row = make("div", "plot-tip-row");
      const key = make("i", "plot-tip-key");
      key.dataset.form = form;
      key.style.setProperty("--hue", `var(${color})`);
      row.append(key, make("span", "plot-tip-series", name), make("b", "plot-tip-value", tips[dataIndex]));
      tip.append(row);
    }
    for (const note of notes?.[dataIndex] ?? []) tip.append(make("div", "plot-tip-note", note));
    return tip;
  }
}

customElements.define("plot-chart", PlotChart);
