// One phone: the chat, the sentences to tap, the input.

import { avatar, bubble, timeLine } from "./bubbles.js";
import { button, element, icon, post } from "./dom.js";
import { Tray } from "./tray.js";
import { ROLES, proposals } from "./words.js";

const WHOLE_SENTENCE = 10; // said once it has done its work; shorter ones are said again and again

export const narrow = matchMedia("(max-width: 899px)"); // one phone at a time
const touch = matchMedia("(pointer: coarse)"); // there a focus would raise the keyboard over half of the chat

export class Phone {
  constructor(person, samples, onread) {
    this.person = person;
    this.follows = person.follows;
    this.unread = 0;
    this.last = null;
    this.waiting = 0;
    this.proposals = [];
    this.said = new Set();
    this.onread = onread;
    this.tray = new Tray(samples, (deed) => this.deliver(deed), (words) => this.complain(words));
    this.build();
    this.suggest([]);
    this.showFollowing();
  }

  build() {
    const { title, role, key } = this.person;
    this.log = element("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": `${title}的聊天`, tabindex: "0" });
    this.isAtEnd = true;
    this.log.addEventListener("scroll", () => { this.isAtEnd = this.distanceToEnd() < 80; });
    new ResizeObserver(() => { if (this.isAtEnd) this.log.scrollTop = this.log.scrollHeight; }).observe(this.log);
    this.empty = element("p", { class: "empty" }, this.person.hints.length ? "还没有消息，点下面的例句试一句" : "还没有消息");
    this.log.append(this.empty);
    this.chips = element("div", { class: "chips", role: "group", "aria-label": "例句，点一下填进输入框" });
    this.problem = element("p", { class: "problem", role: "alert" });
    this.status = element("span", { class: "status", role: "status" });
    this.input = element("textarea", {
      rows: "1", id: `input-${key}`, "aria-label": `${title}要说的话`, placeholder: "在这里写", maxlength: "2000",
      oninput: () => this.grow(), onkeydown: (event) => this.onKey(event),
    });
    this.more = element("button", { type: "button", class: "round", "aria-label": "图片、位置、语音等", "aria-expanded": "false", onclick: () => this.toggleTray() }, icon("plus"));
    this.submit = element("button", { type: "submit", class: "send" }, "发送");
    this.form = element("form", { class: "composer", onsubmit: (event) => this.onSubmit(event) }, this.input, this.more, this.submit);
    this.rejoin = button("已取消关注，点这里重新关注", () => this.deliver({ kind: "follow" }), { class: "rejoin" });
    const owner = element("h2", {}, title, element("small", {}, ROLES[role] ?? ""));
    const bar = element("div", { class: "bar" }, avatar(this.person.avatar, role), owner, this.status);
    this.root = element("section", {
      class: "phone fresh", id: `phone-${key}`, "aria-label": `${title}的手机`,
      onpointerdown: () => this.read(), onfocusin: () => this.read(), onkeyup: (event) => this.onEscape(event),
    }, bar, this.log, this.problem, this.chips, this.form, this.rejoin, this.tray.root);
  }

  show(entry, isNew) {
    this.empty.remove();
    this.root.classList.remove("fresh");
    const line = timeLine(entry, this.last);
    if (line) this.log.append(line);
    this.log.append(bubble(entry, this.person));
    this.last = entry;
    if (this.isAtEnd || entry.side === "own") this.scrollToEnd();
    if (entry.follows !== null) { this.follows = entry.follows; this.showFollowing(); }
    if (entry.side === "own") this.said.add(entry.text);
    if (entry.side === "bot") this.suggest(proposals([entry.text, ...entry.fields.map((field) => field[1])].join("\n")));
    if (entry.side === "bot" && isNew && entry.tag !== "passive" && !this.isLookedAt()) this.unread += 1;
  }

  isLookedAt() {
    return this.root.contains(document.activeElement) || (narrow.matches && this.root.classList.contains("chosen"));
  }

  distanceToEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight;
  }

  scrollToEnd() {
    this.log.scrollTop = this.log.scrollHeight;
    const picture = this.log.lastElementChild?.querySelector("img");
    picture?.addEventListener("load", () => { this.log.scrollTop = this.log.scrollHeight; }, { once: true });
  }

  suggest(answers) {
    this.proposals = answers;
    const plain = answers.map((words) => words.trim());
    const hints = this.person.hints.filter((words) => !plain.includes(words) && !(words.length >= WHOLE_SENTENCE && this.said.has(words)));
    const chip = (words, kind) => button(words.trim(), () => this.fill(words), { class: `chip ${kind}`, title: words.trim() });
    this.chips.replaceChildren(...answers.map((words) => chip(words, "answer")), ...hints.map((words) => chip(words, "hint")));
    this.chips.scrollLeft = 0;
  }

  proposal(meaning) {
    return this.proposals.find((words) => meaning.test(words));
  }

  fill(words) {
    this.input.value = words;
    this.grow();
    this.focus();
  }

  offer(words) {
    if (this.input.value.trim()) this.focus();
    else this.fill(words);
  }

  focus() {
    if (!touch.matches) this.input.focus({ preventScroll: true });
  }

  grow() {
    this.complain("");
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(96, this.input.scrollHeight)}px`;
    this.form.classList.toggle("has-words", this.input.value.trim() !== "");
  }

  onKey(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.form.requestSubmit();
  }

  onEscape(event) {
    if (event.key === "Escape" && this.tray.isOpen) { this.closeTray(); this.more.focus(); }
  }

  onSubmit(event) {
    event.preventDefault();
    const text = this.input.value;
    if (!text.trim()) return this.complain("先写一句话，或点上面的例句");
    this.input.value = "";
    this.grow();
    this.deliver({ kind: "text", text });
  }

  async deliver(deed) {
    this.closeTray();
    this.focus();
    this.wait(1);
    const answer = await post("/sim/send", { phone: this.person.key, ...deed });
    this.wait(-1);
    this.complain(answer.error ?? "");
    if (answer.error && deed.kind === "text" && !this.input.value) { this.input.value = deed.text; this.form.classList.add("has-words"); }
  }

  wait(change) {
    this.waiting += change;
    this.status.textContent = this.waiting > 0 ? "对方正在输入…" : "";
  }

  complain(words) {
    this.problem.textContent = words;
  }

  toggleTray() {
    if (this.tray.isOpen) return this.closeTray();
    this.tray.open(this.follows);
    this.more.setAttribute("aria-expanded", "true");
  }

  closeTray() {
    this.tray.close();
    this.more.setAttribute("aria-expanded", "false");
  }

  showFollowing() {
    this.root.classList.toggle("unfollowed", !this.follows);
    this.rejoin.hidden = this.follows;
    this.form.hidden = this.chips.hidden = !this.follows;
  }

  read() {
    if (this.unread === 0) return;
    this.unread = 0;
    this.onread();
  }
}
