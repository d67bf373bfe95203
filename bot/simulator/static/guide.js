// The story in five steps: what is done is ticked off, what comes next stands out and leads to the right phone.

import { button, element } from "./dom.js";

export const ASKERS = ["farmer", "enterprise", "hospital", "school", "government", "shop"];
const STAFF = ["admin", "butler"];
const MEANS_CLAIM = /揭榜|接单|我接|我去|我来|^[1一]$/;

export class Guide {
  constructor(root, phones, go) {
    this.root = root;
    this.phones = phones;
    this.go = go;
    this.done = new Set();
    this.render();
  }

  person(...roles) {
    const fitting = this.phones.filter((phone) => roles.includes(phone.person.role));
    return fitting.find((phone) => phone.unread > 0) ?? fitting.find((phone) => phone.last?.side === "bot") ?? fitting[0];
  }

  steps() {
    const asker = this.phones.find((phone) => ASKERS.includes(phone.person.role));
    const name = asker?.person.title ?? "求助人";
    return [
      ["ask", "说需求", `在${name}的手机上点一句例句，按“发送”`, () => asker],
      ["claim", "专家揭榜", "专家收到新需求，点“看”或“揭榜”，发送", () => this.person("expert")],
      ["meet", "约时间", `专家约个时间，${name}回“行”`, () => this.person(...ASKERS)],
      ["clock", "等提醒", "把时钟往前拨，看提醒到手机上", () => "panel"],
      ["staff", "管一管", "管理员发“待办”，看还有什么没办", () => this.person(...STAFF)],
    ].filter(([, , , target]) => target());
  }

  note(entry, role) {
    const before = this.done.size;
    const says = entry.side === "own" && entry.kind === "text";
    if (says && ASKERS.includes(role)) this.done.add(this.done.has("claim") ? "meet" : "ask");
    if (says && role === "expert" && MEANS_CLAIM.test(entry.text)) this.done.add("claim");
    if (entry.kind === "clock") this.done.add("clock");
    if (says && STAFF.includes(role)) this.done.add("staff");
    if (this.done.size !== before) this.render();
  }

  render() {
    const steps = this.steps();
    const current = steps.find(([key]) => !this.done.has(key))?.[0];
    this.root.replaceChildren(...steps.map((step, index) => this.item(step, index + 1, current, steps.length)));
    this.root.classList.toggle("finished", current === undefined);
  }

  item([key, name, words, target], number, current, total) {
    const isDone = this.done.has(key);
    const mark = element("span", { class: "mark", "aria-hidden": "true" }, isDone ? "✓" : String(number));
    const title = element("strong", {}, name, element("span", { class: "unseen" }, isDone ? "（已做）" : `（第 ${number} 步，共 ${total} 步）`));
    const label = element("span", { class: "step" }, title, element("span", { class: "words" }, words));
    const lead = button(mark, () => this.go(target()), key === current ? { "aria-current": "step" } : {});
    lead.append(label);
    return element("li", { class: isDone ? "done" : key === current ? "current" : "later" }, lead);
  }
}
