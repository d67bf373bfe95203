// Beside the phones: the clock to jump ahead, the demands' states, visits and activities.

import { button, element, post } from "./dom.js";
import { MODES, TAGS, fieldValue, moment, state } from "./words.js";

const LEAPS = [["+1 小时", "1h"], ["+1 天", "1d"], ["+7 天", "7d"]];
const TICK = 10_000;

export class Panel {
  constructor(root) {
    this.root = root;
    this.seen = new Map();
    this.build();
    this.refresh();
    setInterval(() => this.refresh(), TICK);
  }

  build() {
    this.now = element("output", { class: "now", "aria-live": "polite" }, "…");
    this.problem = element("p", { class: "problem", role: "alert" });
    this.next = button("到下一个提醒", () => this.leap("next"), { class: "next" });
    const leaps = LEAPS.map(([words, leap]) => button(words, () => this.leap(leap)));
    this.moment = element("input", { type: "datetime-local", "aria-label": "拨到哪个时间" });
    const set = element("form", { class: "set", onsubmit: (event) => this.set(event) }, this.moment, element("button", { type: "submit" }, "拨到"));
    const clock = element("section", { class: "clock" }, element("h2", {}, "演示时钟"), this.now, element("p", {}, "往前拨，几天后的事马上就到"),
      element("div", { class: "leaps" }, ...leaps), this.next, set, this.problem);
    [this.orders, this.visits, this.activities] = [1, 2, 3].map(() => element("ul", { class: "list" }));
    const part = (title, list) => element("section", {}, element("h2", {}, title), list);
    this.root.replaceChildren(clock, part("上门和线上约定", this.visits), part("需求", this.orders), part("宣讲和活动", this.activities), this.legend());
  }

  legend() {
    const lines = Object.entries(TAGS).map(([key, [name, meaning]]) => element("p", {}, element("span", { class: `tag tag-${key}` }, name), ` ${meaning}`));
    return element("details", {}, element("summary", {}, "消息上的标签是什么意思"), ...lines);
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), 200);
  }

  async refresh() {
    const answer = await fetch("/sim/state").then((response) => (response.ok ? response.json() : null)).catch(() => null);
    if (!answer) return;
    this.showClock(answer);
    this.fill(this.orders, answer.orders, "还没有需求", (order) => this.order(order));
    this.fill(this.visits, answer.visits, "还没约时间", (visit) => this.visit(visit));
    this.fill(this.activities, answer.activities, "还没有活动", (activity) => this.activity(activity));
    this.isFilled = true;
  }

  showClock(answer) {
    const words = moment(answer.now);
    if (this.now.textContent !== words) this.now.textContent = words;
    if (document.activeElement !== this.moment) this.moment.value = fieldValue(answer.now);
    const next = answer.next_reminder_at;
    this.next.disabled = !next;
    this.next.textContent = next ? `到下一个提醒（${moment(next)}）` : "没有等着发的提醒";
  }

  fill(list, items, nothing, draw) {
    const drawn = (items ?? []).map(draw);
    list.replaceChildren(...(drawn.length ? drawn : [element("li", { class: "nothing" }, nothing)]));
  }

  item(key, head, code, ...lines) {
    const isChanged = this.isFilled && this.seen.get(key) !== code;
    this.seen.set(key, code);
    const badge = element("span", { class: `state state-${/^[a-z]+$/.test(code) ? code : "other"}` }, state(code));
    const details = lines.filter(Boolean).map((line) => element("p", {}, line));
    return element("li", { class: isChanged ? "changed" : "" }, element("div", { class: "head" }, element("strong", {}, head), badge), ...details);
  }

  order({ no, summary, state: code, expert, place }) {
    return this.item(`order ${no}`, `#${no} ${summary ?? ""}`, code ?? "", [place, expert ? `专家：${expert}` : null].filter(Boolean).join(" · "));
  }

  visit({ id, demand_no: no, starts_at: at, mode, status, expert }) {
    return this.item(`visit ${id}`, `#${no} ${moment(at)}`, status ?? "", [MODES[mode] ?? mode, expert].filter(Boolean).join(" · "));
  }

  activity({ id, title, starts_at: at, place, signed_up: count, status }) {
    return this.item(`activity ${id}`, `${id}. ${title}`, status ?? "", moment(at), [place, count === undefined ? null : `已报名 ${count} 人`].filter(Boolean).join(" · "));
  }

  set(event) {
    event.preventDefault();
    if (this.moment.value) this.leap(this.moment.value);
  }

  async leap(advance) {
    this.problem.textContent = "";
    this.root.classList.add("busy");
    const answer = await post("/sim/clock", { advance });
    this.root.classList.remove("busy");
    this.problem.textContent = answer.error ?? "";
    this.moment.blur();
    await this.refresh();
  }
}
