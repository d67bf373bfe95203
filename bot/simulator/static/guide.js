// The story in six steps: what is done is ticked off; a tap on what comes next leads to the right phone with its sentence.

import { button, element } from "./dom.js";

export const ASKERS = ["farmer", "enterprise", "hospital", "school", "government", "shop"];
const STAFF = ["admin", "butler"];
const SHORTEST_NEED = 6;
const MEANS_CLAIM = /揭榜|接单|我接|我去|我来|^[1一]$/;
const MEANS_AGREE = /^(行|同意)/;
const MEANS_OUTCOME = /^(来了|解决|评价)/;
const MEANS_RATED = /解决|评价|[0-9一二三四五]\s*分/;
const OFFER = "下周三上午九点半去果园";
const AFTERWARDS = "走完一遍了。再换别的手机随便试，也可以点 ⊕ 发照片、发位置。";

export class Guide {
  constructor(root, phones, go) {
    this.root = root;
    this.phones = phones;
    this.go = go;
    this.done = new Set();
    this.render();
  }

  who(...roles) {
    return this.phones.filter((phone) => roles.includes(phone.person.role));
  }

  busiest(...roles) {
    const fitting = this.who(...roles);
    return fitting.find((phone) => phone.unread > 0) ?? fitting.find((phone) => phone.last?.side === "bot") ?? fitting[0];
  }

  asked(meaning, ...roles) {
    return this.who(...roles).find((phone) => phone.proposal(meaning));
  }

  steps() {
    const asker = this.who(...ASKERS)[0];
    const name = asker?.person.short ?? "求助人";
    return [
      ["ask", "说需求", `在${name}的手机上点一句例句，按“发送”`, () => [asker, asker?.person.hints[0]]],
      ["claim", "专家揭榜", "专家收到新需求，发“看”，再发“揭榜”", () => this.toClaim()],
      ["meet", "约时间", `专家说哪天来，${name}回“行”`, () => this.toMeet()],
      ["clock", "等提醒", "在看板上把时钟往前拨，提醒就到手机上", () => ["panel"]],
      ["rate", "办完打分", `再拨过那一天，${name}回“来了”，打个分`, () => this.toRate()],
      ["staff", "管一管", "管理员发“待办”，看还有什么没办", () => [this.busiest(...STAFF), "待办"]],
    ].filter(([, , , lead]) => lead()[0]);
  }

  toClaim() {
    const expert = this.asked(MEANS_CLAIM, "expert") ?? this.busiest("expert");
    return [expert, expert?.proposal(MEANS_CLAIM) ?? expert?.proposal(/^看/)];
  }

  toMeet() {
    const phone = this.asked(MEANS_AGREE, ...ASKERS, "expert");
    return phone ? [phone, phone.proposal(MEANS_AGREE)] : [this.busiest("expert"), OFFER];
  }

  toRate() {
    const phone = this.asked(MEANS_OUTCOME, ...ASKERS);
    return phone ? [phone, phone.proposal(MEANS_OUTCOME)] : ["panel"];
  }

  note(entry, phone) {
    const before = this.done.size;
    const says = entry.side === "own" && entry.kind === "text";
    const role = phone?.person.role;
    const asks = says && ASKERS.includes(role);
    if (asks && entry.text.trim().length >= SHORTEST_NEED) this.done.add("ask");
    if (says && role === "expert" && MEANS_CLAIM.test(entry.text)) this.done.add("claim");
    if (says && !STAFF.includes(role) && this.done.has("claim") && phone.proposal(MEANS_AGREE)) this.done.add("meet");
    if (entry.kind === "clock") this.done.add("clock");
    if (asks && this.done.has("clock") && MEANS_RATED.test(entry.text)) this.done.add("rate");
    if (says && STAFF.includes(role)) this.done.add("staff");
    if (this.done.size !== before) this.render();
  }

  render() {
    const steps = this.steps();
    const current = steps.find(([key]) => !this.done.has(key))?.[0];
    const end = element("li", { class: "end" }, element("span", { class: "mark", "aria-hidden": "true" }, "✓"), AFTERWARDS);
    const items = steps.map((step, index) => this.item(step, index + 1, current, steps.length));
    this.root.replaceChildren(...(current === undefined ? [end] : items));
  }

  item([key, name, words, lead], number, current, total) {
    const isDone = this.done.has(key);
    const mark = element("span", { class: "mark", "aria-hidden": "true" }, isDone ? "✓" : String(number));
    const title = element("strong", {}, name, element("span", { class: "unseen" }, isDone ? "（已做）" : `（第 ${number} 步，共 ${total} 步）`));
    const label = element("span", { class: "step" }, title, element("span", { class: "words" }, words));
    const step = button(mark, () => this.go(...lead()), key === current ? { "aria-current": "step" } : {});
    step.append(label);
    return element("li", { class: isDone ? "done" : key === current ? "current" : "later" }, step);
  }
}
